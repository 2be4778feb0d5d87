import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tools } from '../../src/catalogue.ts'
import { nameGroups } from '../../src/seed/names.ts'
import { people } from '../../src/seed/people.ts'
import type { Kind } from '../../src/tools/fields.ts'
import type { Alias } from '../support/people.ts'
import { sampleInput } from '../support/sample-input.ts'
import { marker, rowsOf } from '../support/strangers.ts'
import { createWorld, done, type World } from '../support/world.ts'

/** Tools whose answers may be shown where others read along. Whoever adds one here has thought about who that is. */
const known = [
  'acknowledge_activity_notice',
  'cancel_confirmation',
  'find_tools',
  'get_role_tools',
  'get_settings',
  'update_settings',
]

const speakers: readonly Alias[] = [
  'owner',
  'admin',
  'manager',
  'recruiter',
  'viewer',
  'candidate',
  'supplier',
]

/** Things that nobody else may read, each in the only form in which they stand in this world. */
const secrets = {
  candidate: `${marker} Platform Person`,
  colleague: `${marker} Colleague`,
  address: 'quaxolotl@example.test',
  phone: '5550178',
  rate: '73219',
  rateInWords: '732.19',
  reason: `${marker} reason`,
}

let world: World
let rows: Partial<Record<Kind, string>>
beforeAll(async () => {
  world = await createWorld()
  const recruiter = world.as('recruiter')
  rows = await rowsOf(world, recruiter, 'Platform')
  const { candidate, application } = rows
  const expected_rate = { amount: 73_219, currency: 'USD', unit: 'hour' }
  const told = { email: secrets.address, phone: '+1 312 555 0178', expected_rate }
  done(await recruiter.call('update_candidate', { candidate, ...told }))
  done(await recruiter.call('change_status', { application, status: 'on_hold', reason: secrets.reason }))
  const colleague = { name: secrets.colleague, email: 'colleague@northwind.test', role: 'manager' }
  done(await world.as('owner').call('create_user', { ...colleague, team: world.teams.Platform }))
})
afterAll(() => world.close())

const shown = tools.filter((tool) => tool.public)

describe('tools whose answers anybody may read along', () => {
  it('are these and no others', () => {
    expect(shown.map(({ name }) => name).sort()).toEqual(known)
  })

  it.each(shown.map((tool) => [tool.name, tool] as const))(
    '%s tells nothing of anybody',
    async (name, tool) => {
      for (const alias of speakers) {
        const own = { ...sampleInput(tool, rows), ...(name === 'update_settings' ? { currency: 'EUR' } : {}) }
        for (const input of [
          own,
          { ...own, ...(name === 'find_tools' ? { query: secrets.candidate } : {}) },
        ]) {
          const results = [
            await world.as(alias).call(name, input, { initiator: 'mind', mind: 'claude' }),
            await world.as(alias).call(name, input),
          ]
          const said = JSON.stringify(results).toLowerCase()
          for (const [what, secret] of Object.entries(secrets))
            expect(said, `${what}, as ${alias}`).not.toContain(secret.toLowerCase())
        }
      }
    },
  )

  it('say in their first examples, which are shown everywhere, nobody’s name of the demo company', () => {
    const names = [...nameGroups.flatMap((group) => group.names), ...people.map(({ name }) => name)]
    const found = tools.flatMap(({ name, examples: [first] }) =>
      names.some((one) => first.toLowerCase().includes(one.toLowerCase())) ? [name] : [],
    )
    expect(found).toEqual([])
  })

  it('would be caught when they told something', async () => {
    const results = [
      await world.as('recruiter').call('get_candidate', { candidate: rows.candidate }),
      await world.as('recruiter').call('get_application', { application: rows.application }),
      await world.as('recruiter').call('list_teams', {}),
    ]
    const said = JSON.stringify(results).toLowerCase()
    for (const what of ['candidate', 'colleague', 'address', 'rate', 'rateInWords', 'reason'] as const)
      expect(said, what).toContain(secrets[what].toLowerCase())
    expect(said.replace(/\D/g, '')).toContain(secrets.phone)
  })
})
