import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { submit } from '../submissions/stage.ts'

type Item = {
  id: string
  label: string
  detail: string
  at: string
  tool: string
  outcome: string
  repeats: number
}
type Page = {
  user: { name: string }
  items: Item[]
  total: number
  next_cursor?: string
  days: { day: string; done: number; not_done: number }[]
  tools: { tool: string; label: string; done: number; not_done: number }[]
  seen_by: { name: string }[]
}

let world: World
let application: string

const mine = async (input: Record<string, unknown> = {}) =>
  done<Page>(await world.as('recruiter').call('get_my_activity', input))

beforeAll(async () => {
  world = await createWorld()
  world.clock.set('2026-11-19T15:00:00Z')
  const rosa = world.as('recruiter')
  application = (await submit(world, 'Ana Souza')).application
  world.clock.set('2026-11-20T04:30:00Z')
  done(await rosa.call('change_status', { application, status: 'screened' }, { door: 'web' }))
  world.clock.set('2026-11-20T05:30:00Z')
  done(
    await rosa.call(
      'change_status',
      { application, status: 'on_hold', reason: 'Away' },
      { initiator: 'mind', mind: 'guided' },
    ),
  )
  done(await rosa.call('search_candidates', { query: 'ana' }, { initiator: 'resolver', mind: 'guided' }))
  done(await rosa.call('search_candidates', { query: 'ana' }))
  done(await rosa.call('open_page', { page: 'pipeline' }))
  faultOf(await rosa.call('change_status', { application, status: 'hired', start_date: '2026-12-01' }))
  for (let index = 0; index < 3; index += 1) faultOf(await rosa.call('update_settings', { name: 'Mine' }))
  await world.waist.refusals.flush()
})
afterAll(() => world.close())

describe('get_my_activity', () => {
  test('says what was done in words, the latest first, with names that are read under the rights of today', async () => {
    const { items, user } = await mine({ kind: 'changes', outcome: 'done' })
    expect(user.name).toBe('Rosa Delgado')
    expect(items.slice(0, 2)).toMatchObject([
      {
        tool: 'change_status',
        label: expect.stringMatching(/^Moved /),
        detail: expect.stringContaining('in conversation'),
      },
      {
        tool: 'change_status',
        detail: expect.stringMatching(/^Ana Souza for Backend Engineer .* · on the web$/),
      },
    ])
    expect(items.map(({ tool }) => tool)).toContain('submit_candidate')
  })

  test('leaves out what doors and the reader of sentences call by themselves, unless everything is asked for', async () => {
    const acts = (await mine()).items.map(({ tool }) => tool)
    expect(acts.filter((tool) => tool === 'search_candidates')).toHaveLength(1)
    expect(acts).not.toContain('open_page')
    const all = (await mine({ kind: 'all' })).items.map(({ tool }) => tool)
    expect(all.filter((tool) => tool === 'search_candidates')).toHaveLength(2)
    expect(all).toContain('open_page')
  })

  test('shows what was refused and denied, and counts repeats', async () => {
    const denied = await mine({ outcome: 'denied' })
    expect(denied.items[0]?.label).toMatch(/^(Change|Update) /)
    expect(denied.total).toBe(3)
    expect(denied.items.reduce((sum, { repeats }) => sum + repeats, 0)).toBe(3)
    const refused = await mine({ outcome: 'refused' })
    expect(refused.items).toMatchObject([{ tool: 'change_status', fault: 'refused' }])
  })

  test("counts by day of the person's own zone and by tool", async () => {
    const { days, tools } = await mine({ kind: 'changes' })
    // Rosa works in New York, where half past four in the morning UTC is still the day before.
    expect(days.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-19'])
    expect(days[0]).toMatchObject({ done: 1, not_done: 4 })
    expect(tools.find(({ tool }) => tool === 'change_status')).toMatchObject({ done: 2, not_done: 1 })
  })

  test('its pages follow each other without a gap, also over acts of the same moment', async () => {
    const whole = (await mine({ kind: 'all', limit: 100, until: '2026-11-20' })).items.map(({ id }) => id)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page: Page = await mine({
        kind: 'all',
        limit: 2,
        until: '2026-11-20',
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next_cursor
      world.clock.set('2026-11-25T12:00:00Z')
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.slice(-whole.length + 4)).toEqual(whole.slice(4))
  })

  test('keeps to the days that were asked for, and refuses impossible ones', async () => {
    expect((await mine({ kind: 'changes', since: '2026-11-20', until: '2026-11-20' })).days).toHaveLength(1)
    expect((await mine({ since: '2026-01-01', until: '2026-01-31' })).items).toEqual([])
    const rosa = world.as('recruiter')
    const swapped = await rosa.call('get_my_activity', { since: '2026-11-20', until: '2026-11-01' })
    expect(faultOf(swapped)).toMatchObject({ code: 'invalid', details: { field: 'since' } })
    expect(faultOf(await rosa.call('get_my_activity', { since: '2026-02-30' })).code).toBe('invalid')
    expect(faultOf(await rosa.call('get_my_activity', { cursor: 'nonsense' })).code).toBe('invalid')
  })

  test('shows nothing of anybody else', async () => {
    const ravi = done<Page>(await world.as('recruiter2').call('get_my_activity', { kind: 'all' }))
    expect(ravi.items.filter(({ tool }) => tool !== 'get_my_activity')).toEqual([])
  })
})

describe('get_user_activity', () => {
  test("shows a manager their team's people and nobody else, and is recorded with whose it was", async () => {
    const rosa = world.as('recruiter')
    const seen = done<Page>(
      await world.as('manager').call('get_user_activity', { user: rosa.id, kind: 'changes' }),
    )
    expect(seen.items.map(({ tool }) => tool)).toContain('change_status')
    const foreign = await world.as('manager3').call('get_user_activity', { user: rosa.id })
    expect(faultOf(foreign).code).toBe('not_found')
    const colleague = await rosa.call('get_user_activity', { user: world.as('recruiter2').id })
    expect(faultOf(colleague).code).toBe('not_found')
    const [record] = await world.db.activityLog.findMany({
      where: { tool: 'get_user_activity', outcome: 'done', actorId: world.as('manager').id },
    })
    expect(record).toMatchObject({ targetType: 'user', targetId: rosa.id })
  })

  test('who looked is told to the person', async () => {
    expect((await mine()).seen_by).toMatchObject([{ name: 'Mona Lindqvist' }])
  })

  test('names what was acted on only when the reader may see it', async () => {
    const rosa = world.as('recruiter')
    const seen = done<Page>(
      await world.as('admin').call('get_user_activity', { user: rosa.id, kind: 'changes' }),
    )
    const moved = seen.items.find(({ tool, outcome }) => tool === 'change_status' && outcome === 'done')
    expect(moved?.detail).not.toContain('Ana Souza')
  })

  test('is denied to outsiders', async () => {
    for (const alias of ['candidate', 'supplier', 'referrer'] as const) {
      const result = await world.as(alias).call('get_user_activity', { user: world.as('recruiter').id })
      expect(['denied', 'not_found']).toContain(faultOf(result).code)
    }
  })
})
