import { describe, it } from 'vitest'
import { isRequired } from './environment.ts'

/** Something that a suite needs and a machine may lack. */
export type Need = {
  /** As PARLEY_REQUIRE calls it. */
  part: 'browser' | 'redis'
  found: boolean
  /** What to install, as a sentence. */
  remedy: string
}

/**
 * A suite that needs a part of the machine. Without it the suite is skipped and one line says so; when PARLEY_REQUIRE
 * names the part, its absence is a failure, so that no run that promises everything can pass by leaving it out.
 */
export function describeWith({ part, found, remedy }: Need, name: string, suite: () => void): void {
  if (!found && isRequired(part)) {
    describe(name, () => {
      it(`has its ${part}`, () => {
        throw new Error(`PARLEY_REQUIRE asks for ${part}. ${remedy}`)
      })
    })
    return
  }
  if (!found) console.warn(`Skipped: ${name}. ${remedy}`)
  describe.skipIf(!found)(name, suite)
}
