import { globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { userKinds } from '../../src/access/actor.ts'
import { compile } from '../../src/access/compile.ts'
import { scopes } from '../../src/access/grant.ts'
import type { Policy } from '../../src/access/policy.ts'
import { actorWith, allow, deny } from './sample.ts'

const root = new URL('../../', import.meta.url)

/** Every policy that a room exports, with where it stands. */
async function policiesOfTheHouse(): Promise<(readonly [string, Policy<unknown>])[]> {
  const paths = globSync('src/domain/*/policy.ts', { cwd: root })
  const rooms = await Promise.all(
    paths.map(async (path) => {
      const room: Record<string, unknown> = await import(new URL(path, root).href)
      return Object.entries(room).flatMap(([name, value]) =>
        isPolicy(value) ? [[`${path} ${name}`, value] as const] : [],
      )
    }),
  )
  return rooms.flat()
}

function isPolicy(value: unknown): value is Policy<unknown> {
  return (
    typeof value === 'object' && value !== null && 'own' in value && 'team' in value && 'resource' in value
  )
}

test('no policy of the house gives a condition that Prisma would ignore, whoever asks', async () => {
  const policies = await policiesOfTheHouse()
  expect(policies.length).toBeGreaterThan(0)
  for (const [name, policy] of policies) {
    for (const kind of userKinds) {
      for (const teams of [[], ['platform']]) {
        const actor = { ...actorWith('me', teams), kind }
        for (const scope of scopes) {
          const rights = compile([allow(`* * ${scope}`), deny('* update own'), deny('* close team')])
          for (const action of ['read', 'update', 'close']) {
            expect(() => rights.where(policy, action, actor), name).not.toThrow()
          }
        }
      }
    }
  }
})
