import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile } from '../../src/access/compile.ts'
import { builtInRoles, type RoleName } from '../../src/access/roles.ts'
import { tools } from '../../src/catalogue.ts'
import type { Kind } from '../../src/tools/fields.ts'
import { addOwnOnly } from '../support/own-only.ts'
import type { Alias } from '../support/people.ts'
import { sampleInput } from '../support/sample-input.ts'
import { fingerprint, marker, rowsOf } from '../support/strangers.ts'
import { createWorld, faultOf, type Someone, type World } from '../support/world.ts'

const holders: Record<RoleName, Alias> = {
  super_admin: 'owner',
  admin: 'admin',
  manager: 'manager',
  recruiter: 'recruiter',
  viewer: 'viewer',
  candidate: 'candidate',
  supplier: 'supplier',
  referrer: 'referrer',
}

let world: World
let foreign: Partial<Record<Kind, string>>
let neighbours: Partial<Record<Kind, string>>
let ownOnly: Someone

beforeAll(async () => {
  world = await createWorld()
  foreign = await rowsOf(world, world.as('recruiter3'), 'Data')
  neighbours = await rowsOf(world, world.as('recruiter2'), 'Platform')
  ownOnly = await addOwnOnly(world)
})
afterAll(() => world.close())

const named = tools.map((tool) => [tool.name, tool] as const)

describe.each(named)('%s without the grant', (name, tool) => {
  const lacking = builtInRoles.filter(
    (role) => !compile(role.grants).decide(tool.permission.resource, tool.permission.action).allowed,
  )

  it(`is denied and recorded for ${lacking.map((role) => role.name).join(', ') || 'nobody'}`, async () => {
    for (const role of lacking) {
      const someone = world.as(holders[role.name])
      const before = await fingerprint(world, { ...foreign, ...neighbours })
      const fault = faultOf(await someone.call(name, sampleInput(tool, foreign)))
      expect(fault.code, role.name).toBe('denied')
      expect(fault.message).not.toContain(marker)
      const record = (await world.activity()).at(-1)
      expect(record).toMatchObject({ tool: name, outcome: 'denied', class: 'security', actorId: someone.id })
      expect(await fingerprint(world, { ...foreign, ...neighbours })).toBe(before)
    }
  })
})

const reachable = tools.filter(
  (tool) => tool.audience !== 'internal' || /conversation|message/.test(tool.name),
)

/** Tools whose work it is to say something about a row of another team, without showing it. */
const speaksOfOthers = new Set(['request_hand_over'])

describe.each(reachable.map((tool) => [tool.name, tool] as const))('%s on rows of others', (name, tool) => {
  const attempts = [
    { scope: 'team', word: 'Data', who: () => world.as('recruiter'), rows: () => foreign },
    { scope: 'team, as manager', word: 'Data', who: () => world.as('manager'), rows: () => foreign },
    { scope: 'own', word: 'Platform', who: () => ownOnly, rows: () => neighbours },
    {
      scope: 'own, as an outsider',
      word: 'Platform',
      who: () => world.as('supplier'),
      rows: () => neighbours,
    },
  ]
  it.each(attempts)('neither shows nor changes them at scope $scope', async ({ word, who, rows }) => {
    if (speaksOfOthers.has(name)) return
    const before = await fingerprint(world, rows())
    for (const given of [rows(), {}]) {
      const result = await who().call(name, sampleInput(tool, given))
      expect(JSON.stringify(result)).not.toContain(`${marker} ${word}`)
    }
    expect(await fingerprint(world, rows())).toBe(before)
  })
})
