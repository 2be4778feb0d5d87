import { compile } from './compile.ts'
import type { Grant } from './grant.ts'
import type { Rights } from './rights.ts'
import { type RoleName, roleNamed } from './roles.ts'
import { holdsAll } from './touch.ts'

/** What a mail address may open at the most: the rights of one of these, or of somebody who recruits and reads. */
const ceilings = (
  [['recruiter'], ['viewer'], ['recruiter', 'viewer'], ['candidate'], ['supplier'], ['referrer']] as const
).map((names: readonly RoleName[]) => compile(names.flatMap((name) => roleNamed(name).grants)))

/** True when a mail address that a platform vouches for is proof enough for somebody who holds this; a code opens the rest. */
export function addressSuffices(grants: readonly Grant[]): boolean {
  return ceilings.some((ceiling) => holdsAll(ceiling, grants))
}

const known = new WeakMap<Rights, boolean>()

/** The same for rights that are kept between calls, reckoned once for each. */
export function addressOpens(rights: Rights): boolean {
  const before = known.get(rights)
  if (before !== undefined) return before
  const opens = addressSuffices(rights.grants)
  known.set(rights, opens)
  return opens
}
