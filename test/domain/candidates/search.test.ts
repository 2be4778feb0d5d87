import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type Someone, type World } from '../../support/world.ts'
import { addPerson, apply, type Listed, stage } from './stage.ts'

type Found = {
  id: string
  label: string
  match?: string
  skills: string[]
  expected_rate?: unknown
  applications: { id: string; status: string }[]
}

let world: World
let set: Awaited<ReturnType<typeof stage>>
const people: Record<string, string> = {}

beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
  const [recruiter, recruiter3] = [world.as('recruiter'), world.as('recruiter3')]
  const add = async (someone: Someone, name: string, more: object) => {
    people[name] = await addPerson(someone, name, more)
  }
  await add(recruiter, 'José García', {
    headline: 'QA Lead',
    level: 'lead',
    location: 'Madrid, Spain',
    skills: ['Selenium'],
  })
  await add(recruiter, 'Anna Sousa', { headline: 'Designer', location: 'Lisbon', skills: ['Figma'] })
  await add(recruiter, 'Mei Lin', {
    headline: 'Frontend Developer',
    location: 'Berlin, Germany',
    skills: ['js', 'React'],
    open_to_remote: true,
    available_on: '2031-03-01',
    expected_rate: { amount: 9000, currency: 'USD', unit: 'hour' },
    resume: 'Built the ledger of a bank with Kotlin and patience.',
  })
  await add(recruiter, 'Tom Becker', {
    location: 'Berlin, Germany',
    skills: ['Java', 'Kafka'],
    available_on: '2030-01-01',
  })
  await add(recruiter3, 'Hidden Java', { location: 'Berlin, Germany', skills: ['Java'] })
})
afterAll(() => world.close())

const search = async (someone: Someone, input: object) =>
  done<Listed<Found>>(await someone.call('search_candidates', input))
const names = (list: Listed<Found>) => list.items.map(({ label }) => label)

describe('search_candidates', () => {
  it('finds by the name itself, a part of it, and misspelt', async () => {
    const recruiter = world.as('recruiter')
    expect((await search(recruiter, { query: 'jose garcia' })).items).toMatchObject([
      { label: 'José García', match: 'exact' },
    ])
    expect((await search(recruiter, { query: 'garc' })).items).toMatchObject([
      { label: 'José García', match: 'part' },
    ])
    const close = await search(recruiter, { query: 'jose garca' })
    expect(close.items[0]).toMatchObject({ label: 'José García', match: 'close' })
    expect(close.hint).toContain('closest')
  })

  it('needs all words, wherever they stand: skills, place, résumé', async () => {
    const recruiter = world.as('recruiter')
    expect(names(await search(recruiter, { query: 'java berlin' }))).toEqual(['Tom Becker'])
    expect(names(await search(recruiter, { query: 'kotlin ledger' }))).toEqual(['Mei Lin'])
    expect(names(await search(recruiter, { query: 'k8s' }))).toEqual(['Ana Souza'])
    expect(names(await search(recruiter, { query: 'js berlin' }))).toEqual(['Mei Lin'])
    expect(names(await search(recruiter, { query: 'frontend devs berlin' }))).toEqual(['Mei Lin'])
    expect((await search(recruiter, { query: 'zzzzqqqq' })).items).toEqual([])
  })

  it('filters by all skills in any spelling, level, place, availability, remote, owner, stage and opening', async () => {
    const recruiter = world.as('recruiter')
    const found = async (input: object) => names(await search(recruiter, input)).sort()
    expect(await found({ skills: ['javascript', 'react'] })).toEqual(['Mei Lin'])
    expect(await found({ skills: ['JAVA', 'postgresql'] })).toEqual(['Ana Souza'])
    expect(await found({ skills: ['Java', 'Figma'] })).toEqual([])
    expect(await found({ level: 'lead' })).toEqual(['José García'])
    expect(await found({ location: 'BERLIN' })).toEqual(['Mei Lin', 'Tom Becker'])
    expect(await found({ available_by: '2030-06-01' })).toEqual(['Tom Becker'])
    expect(await found({ open_to_remote: true })).toEqual(['Mei Lin'])
    expect(await found({ owner: world.as('recruiter2').id })).toEqual([])
    expect(await found({ status: 'new', job: set.backend })).toEqual(['Ana Souza'])
    expect(await found({ status: 'hired' })).toEqual([])
  })

  it('never shows the people of another team, by words or filters', async () => {
    const [recruiter, recruiter3] = [world.as('recruiter'), world.as('recruiter3')]
    expect(names(await search(recruiter, { query: 'hidden java' }))).not.toContain('Hidden Java')
    expect(names(await search(recruiter3, {}))).toEqual(['Hidden Java'])
    expect(names(await search(recruiter3, { query: 'java' }))).toEqual(['Hidden Java'])
    expect((await recruiter3.call('get_candidate', { candidate: set.ana })).outcome).toBe('refused')
  })

  it('shows a candidate of another team as soon as one application is with mine, and only that application', async () => {
    const [recruiter, recruiter3] = [world.as('recruiter'), world.as('recruiter3')]
    const shared = await addPerson(recruiter, 'Shared Person', { skills: ['Python'] })
    const ours = await apply(recruiter, shared, set.backend)
    const theirs = await apply(world.as('owner'), shared, set.data)
    expect(names(await search(recruiter3, { query: 'shared person' }))).toEqual(['Shared Person'])
    const shown = done<{ applications: { id: string }[] }>(
      await recruiter3.call('get_candidate', { candidate: shared }),
    )
    expect(shown.applications.map(({ id }) => id)).toEqual([theirs])
    const own = done<{ applications: { id: string }[] }>(
      await recruiter.call('get_candidate', { candidate: shared }),
    )
    expect(own.applications.map(({ id }) => id)).toEqual([ours])
  })

  it('hides expected pay from those who may not see it', async () => {
    const [seen] = (await search(world.as('recruiter'), { query: 'mei lin' })).items
    const [hidden] = (await search(world.as('viewer'), { query: 'mei lin' })).items
    expect(seen?.expected_rate).toEqual({ amount: 9000, currency: 'USD', unit: 'hour' })
    expect(hidden?.label).toBe('Mei Lin')
    expect(hidden).not.toHaveProperty('expected_rate')
  })

  it('pages through everybody once, with and without words', async () => {
    const recruiter = world.as('recruiter')
    for (const input of [{}, { query: 'berlin' }]) {
      const all = names(await search(recruiter, { ...input, limit: 100 }))
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await search(recruiter, { ...input, limit: 1, ...(cursor ? { cursor } : {}) })
        expect(page.total).toBe(all.length)
        paged.push(...names(page))
        cursor = page.next_cursor
      } while (cursor)
      expect(paged).toEqual(all)
    }
    expect(faultOf(await recruiter.call('search_candidates', { cursor: 'nonsense' })).code).toBe('invalid')
  })

  it('treats markup, SQL and wildcards as words', async () => {
    for (const query of ["'; drop table candidate; --", '%', '_', '<script>', '\\', '🙂', 'ש']) {
      expect((await world.as('recruiter').call('search_candidates', { query })).outcome).toBe('done')
    }
    expect(names(await search(world.as('recruiter'), { query: '%' }))).toEqual([])
  })
})

describe('get_candidate', () => {
  it('shows long texts in full detail only, and says that they are tainted', async () => {
    const recruiter = world.as('recruiter')
    const candidate = people['Mei Lin'] ?? ''
    done(await recruiter.call('add_candidate_note', { candidate, note: 'Prefers mornings.' }))
    const concise = await recruiter.call('get_candidate', { candidate })
    expect(concise).toMatchObject({
      outcome: 'done',
      tainted: false,
      output: { has_resume: true, note_count: 1 },
    })
    expect(JSON.stringify(concise)).not.toContain('ledger')
    const full = await recruiter.call('get_candidate', { candidate, detail: 'full' })
    expect(full).toMatchObject({
      outcome: 'done',
      tainted: true,
      output: {
        resume: { tainted: true },
        notes: [{ text: 'Prefers mornings.', tainted: false, by: { id: recruiter.id } }],
      },
    })
  })

  it('carries the legal next moves with what they need', async () => {
    const shown = done<{ applications: { moves: unknown[] }[] }>(
      await world.as('recruiter').call('get_candidate', { candidate: set.ana }),
    )
    expect(shown.applications[0]?.moves.slice(0, 3)).toEqual([
      { to: 'screened', needs: [] },
      { to: 'on_hold', needs: ['reason'] },
      { to: 'rejected', needs: ['reason'] },
    ])
  })
})

describe('search_applications', () => {
  type Row = { label: string; status: string; match?: string }
  const find = async (someone: Someone, input: object) =>
    done<Listed<Row>>(await someone.call('search_applications', input))

  it('finds one by the person, the opening, the client, or a mix, misspelt too', async () => {
    const recruiter = world.as('recruiter')
    const found = async (query: string) => (await find(recruiter, { query })).items.map(({ label }) => label)
    expect(await found('ana souza')).toEqual(['Ana Souza for Backend Engineer'])
    expect(await found('ana backend')).toEqual(['Ana Souza for Backend Engineer'])
    expect(await found('tallgrass ana')).toEqual(['Ana Souza for Backend Engineer'])
    expect((await find(recruiter, { query: 'anna suza' })).items[0]).toMatchObject({
      label: 'Ana Souza for Backend Engineer',
      match: 'close',
    })
    expect(await found('data engineer')).not.toContain('Shared Person for Data Engineer')
  })

  it('filters by candidate, opening, stage and owner', async () => {
    const recruiter = world.as('recruiter')
    expect(
      (await find(recruiter, { candidate: set.ana, job: set.backend, status: 'new', owner: recruiter.id }))
        .total,
    ).toBe(1)
    expect((await find(recruiter, { status: 'offered' })).total).toBe(0)
    expect((await find(world.as('recruiter3'), { candidate: set.ana })).total).toBe(0)
  })
})
