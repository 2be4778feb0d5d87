import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../support/people.ts'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { writeDirectly } from './direct.ts'

type Preferences = {
  time_zone: string
  language: string
  notices: string
  changed: string[]
  local_time: string
}

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('set_my_preferences', () => {
  it('is for everybody, changes only oneself and counts from the next call', async () => {
    for (const alias of Object.keys(people) as (keyof typeof people)[]) {
      const set = done<Preferences>(
        await world.as(alias).call('set_my_preferences', { time_zone: 'New York' }),
      )
      expect(set).toMatchObject({ time_zone: 'America/New_York', changed: ['time_zone'] })
    }
    done(
      await world
        .as('recruiter')
        .call('set_my_preferences', { time_zone: 'Asia/Tokyo', language: 'German', notices: 'none' }),
    )
    const others = await world.db.user.count({ where: { timeZone: 'Asia/Tokyo' } })
    expect(others).toBe(1)
    const shown = await world.as('recruiter').call('set_my_preferences', {})
    expect(done<Preferences>(shown)).toMatchObject({
      time_zone: 'Asia/Tokyo',
      language: 'de',
      notices: 'none',
      changed: [],
    })
    const there = world.clock
      .now()
      .toZonedDateTimeISO('Asia/Tokyo')
      .toPlainTime()
      .toString({ smallestUnit: 'minute' })
    expect(shown.outcome === 'done' && shown.card?.text).toContain(`where it is ${there} now`)
  })

  it('names the nearest zones and languages for what it does not know', async () => {
    const zone = faultOf(await world.as('candidate').call('set_my_preferences', { time_zone: 'Lisbn' }))
    expect(zone.details.options?.[0]?.label).toBe('Europe/Lisbon')
    const language = faultOf(
      await world.as('candidate').call('set_my_preferences', { language: 'Portugese' }),
    )
    expect(language.details.options?.[0]?.label).toBe('Portuguese')
  })
})

describe('request_human', () => {
  it('tells an outsider who will answer, and leaves a message to them', async () => {
    const result = await world.as('supplier').call('request_human', { note: 'My invoice of May.' })
    const answer = done<{ request: string; next: string; again: boolean }>(result)
    expect(answer.again).toBe(false)
    expect(answer.next).toContain('supplier@northwind.test')
    const row = await world.db.humanRequest.findUniqueOrThrow({ where: { id: answer.request } })
    expect(row).toMatchObject({
      userId: world.as('supplier').id,
      status: 'waiting',
      note: 'My invoice of May.',
    })
    const messages = await world.db.outbox.findMany({
      where: { effectKey: { startsWith: `human-request:${answer.request}` } },
    })
    expect(messages.map(({ recipientId }) => recipientId).sort()).toEqual(
      [world.as('admin').id, world.as('owner').id].sort(),
    )
    expect(JSON.stringify(await world.activity())).not.toContain('invoice')
  })

  it('goes to the managers of one’s team inside', async () => {
    const answer = done<{ request: string; next: string }>(
      await world.as('recruiter3').call('request_human', {}),
    )
    expect(answer.next).toContain('Mei Tanaka')
  })

  it('says that one waits already, and sends a second one only for something new', async () => {
    const ask = async (input: object) =>
      done<{ request: string; again: boolean }>(await world.as('referrer').call('request_human', input))
    const first = await ask({ note: 'Please call me.' })
    expect(await ask({})).toMatchObject({ request: first.request, again: true })
    expect(await ask({ note: 'Please call me.' })).toMatchObject({ request: first.request, again: true })
    const other = await ask({ note: 'And about my bonus.' })
    expect(other.again).toBe(false)
    expect(other.request).not.toBe(first.request)
  })

  it('goes to the contact of a candidate, or to the admins while there is none', async () => {
    const candidate = world.as('candidate2')
    const ask = async (note: string) =>
      done<{ next: string }>(await candidate.call('request_human', { note })).next
    expect(await ask('Hello?')).toContain('Adam Reyes')
    await writeDirectly(
      world,
      `insert into candidate (id, user_id, name, headline, level, location, years_experience, skills, source, owner_id, team_id, created_at, updated_at)
       values (gen_random_uuid(), '${candidate.id}', 'Cyril Novak', 'Cook', 'mid', 'Prague', 3, '{}', 'direct',
         '${world.as('recruiter2').id}', '${world.teams.Platform}', now(), now())`,
    )
    expect(await ask('Hello again?')).toBe(
      'Ravi Menon will get your request and answer at candidate2@northwind.test.',
    )
  })

  it('refuses a note beyond its limit, and asks first when a mind wants it', async () => {
    const long = faultOf(await world.as('candidate').call('request_human', { note: 'x'.repeat(100_000) }))
    expect(long.message).toContain('4,000')
    const asked = await world.as('candidate').call('request_human', {}, { initiator: 'mind', mind: 'guided' })
    expect(asked.outcome === 'pending' && asked.confirmation.card.text).toContain('get your request')
  })
})

describe('list_human_requests and answer_human_request', () => {
  type Listed = { items: { id: string; label: string; status: string; note?: string }[]; total: number }

  it('show the admins what waits, with the note only on demand, and are settled once', async () => {
    const admin = world.as('admin')
    const list = async (input: object = {}) => done<Listed>(await admin.call('list_human_requests', input))
    const [first] = (await list()).items
    expect(first).toMatchObject({ label: 'Sam Whitfield', status: 'waiting' })
    expect(first?.note).toBeUndefined()
    const full = await admin.call('list_human_requests', { query: 'sam whitfield', detail: 'full' })
    expect(done<Listed>(full).items[0]?.note).toBe('My invoice of May.')
    expect(full.outcome === 'done' && full.tainted).toBe(true)
    const settle = () => admin.call('answer_human_request', { human_request: first?.id })
    const results = await Promise.all([settle(), settle(), settle()])
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    for (const one of results)
      if (one.outcome !== 'done') expect(faultOf(one).message).toContain('answered already')
    expect((await list()).items.map(({ label }) => label)).not.toContain('Sam Whitfield')
    expect((await list({ status: 'answered' })).items.map(({ label }) => label)).toEqual(['Sam Whitfield'])
  })

  it('show a recruiter the own candidates and the team, and nobody else', async () => {
    const seen = async (alias: 'recruiter' | 'recruiter2' | 'recruiter3' | 'manager3') =>
      done<Listed>(await world.as(alias).call('list_human_requests', { status: 'all' })).items.map(
        ({ label }) => label,
      )
    expect(await seen('recruiter2')).toContain('Cyril Novak')
    expect(await seen('recruiter')).toContain('Cyril Novak')
    expect(await seen('recruiter3')).toEqual(['Runa Eriksen'])
    expect(await seen('manager3')).toEqual(['Runa Eriksen'])
    const [other] = done<Listed>(
      await world.as('admin').call('list_human_requests', { query: 'rita falk' }),
    ).items
    const attempt = await world.as('recruiter').call('answer_human_request', { human_request: other?.id })
    expect(faultOf(attempt).code).toBe('not_found')
    for (const alias of ['viewer', 'candidate', 'supplier'] as const)
      expect((await world.as(alias).call('list_human_requests', {})).outcome).toBe('denied')
  })
})
