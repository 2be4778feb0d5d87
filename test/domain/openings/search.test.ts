import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type Someone, type World } from '../../support/world.ts'
import { addJob, type Job, type Listed, stage } from './stage.ts'

let world: World
let set: Awaited<ReturnType<typeof stage>>

beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
})
afterAll(() => world.close())

const search = async (someone: Someone, input: object) =>
  done<Listed<Job>>(await someone.call('search_jobs', input))
const titles = (list: Listed<Job>) => list.items.map(({ title }) => title)

describe('search_jobs', () => {
  it('lists the open openings of the own team, newest first', async () => {
    const list = await search(world.as('recruiter'), {})
    expect(titles(list)).toEqual(['Site Reliability Engineer', 'React Developer', 'Senior Backend Engineer'])
    expect(list.total).toBe(3)
    expect(list.next_cursor).toBeUndefined()
  })

  it('finds by title, reference, client, skill and place, in any mix', async () => {
    const recruiter = world.as('recruiter')
    const found = async (query: string) => titles(await search(recruiter, { query }))
    expect(await found('react developer')).toEqual(['React Developer'])
    expect(await found(set.frontend.reference)).toEqual(['React Developer'])
    expect(await found(set.frontend.reference.replace('JOB-', '#'))).toEqual(['React Developer'])
    expect((await found('quayside')).sort()).toEqual(['React Developer', 'Site Reliability Engineer'])
    expect(await found('quayside terraform')).toEqual(['Site Reliability Engineer'])
    expect(await found('zurich')).toEqual(['Site Reliability Engineer'])
    expect(await found('the kubernetes job in denver'.replace('job ', ''))).toEqual([
      'Senior Backend Engineer',
    ])
    expect(await found('relia')).toEqual(['Site Reliability Engineer'])
  })

  it('finds misspelt words and says that they are only close', async () => {
    const list = await search(world.as('recruiter'), { query: 'senoir bakend enginer' })
    expect(list.items[0]).toMatchObject({ title: 'Senior Backend Engineer', match: 'close' })
    expect(list.hint).toContain('closest')
    expect(titles(await search(world.as('recruiter'), { query: 'typescrpt' }))).toEqual(['React Developer'])
    expect(titles(await search(world.as('recruiter'), { query: 'raect' }))).toEqual(['React Developer'])
    expect(titles(await search(world.as('recruiter'), { query: 'pyhton' }))).toEqual([])
    const odd = await search(world.as('recruiter'), { query: 'react developer wanted' })
    expect(odd.items[0]).toMatchObject({ title: 'React Developer', match: 'close' })
    expect((await search(world.as('recruiter'), { query: 'react astronaut' })).items).toEqual([])
    expect(titles(await search(world.as('recruiter'), { query: 'quaysde' }))).toHaveLength(2)
  })

  it('tells an exact name from a part of it', async () => {
    const exact = await search(world.as('recruiter'), { query: 'REACT developer' })
    expect(exact.items[0]?.match).toBe('exact')
    expect((await search(world.as('recruiter'), { query: 'react' })).items[0]?.match).toBe('part')
  })

  it('never shows the openings of another team, whatever is asked', async () => {
    const data = world.as('recruiter3')
    expect(titles(await search(data, {}))).toEqual(['Data Engineer'])
    expect((await search(data, { query: 'React Developer' })).items).toEqual([])
    expect((await search(data, { client: set.quayside, status: 'all' })).total).toBe(0)
    expect((await search(data, { owner: world.as('recruiter').id })).total).toBe(0)
    expect((await search(data, { query: set.backend.reference })).items).toEqual([])
    expect((await search(world.as('recruiter'), { query: 'python' })).items).toEqual([])
  })

  it('filters by client, owner, level, workplace and skill, and by mine', async () => {
    const recruiter = world.as('recruiter')
    expect(titles(await search(recruiter, { client: set.tallgrass }))).toEqual(['Senior Backend Engineer'])
    expect(titles(await search(recruiter, { owner: world.as('recruiter2').id }))).toEqual([
      'Site Reliability Engineer',
    ])
    expect(titles(await search(recruiter, { mine: true }))).toEqual([
      'React Developer',
      'Senior Backend Engineer',
    ])
    expect(titles(await search(recruiter, { workplace: 'remote' }))).toEqual(['React Developer'])
    expect(titles(await search(recruiter, { level: 'senior' }))).toEqual(['Senior Backend Engineer'])
    expect(titles(await search(recruiter, { skills: ['node.js'] }))).toEqual(['React Developer'])
    expect(titles(await search(recruiter, { skills: ['kubernetes', 'terraform'] }))).toEqual([
      'Site Reliability Engineer',
    ])
    expect((await search(recruiter, { skills: ['Cobol'] })).total).toBe(0)
  })

  it('has an empty state that says what to try', async () => {
    const list = await search(world.as('recruiter'), { query: 'astronaut on the moon' })
    expect(list).toMatchObject({ items: [], total: 0 })
    expect(list.hint).toContain('Try fewer')
    const result = await world.as('recruiter').call('search_jobs', { query: 'astronaut' })
    expect(result.outcome === 'done' && result.card?.text).toContain('No openings match “astronaut”')
  })

  it('takes queries of signs, markup, SQL and other scripts as plain words', async () => {
    for (const query of [
      '%',
      '_',
      '\\',
      "'; drop table job; --",
      '<b>x</b>',
      '🙂',
      'مهندس',
      '---',
      'a & b | !c',
      '"',
    ])
      expect((await search(world.as('recruiter'), { query })).items).toEqual([])
    expect(
      faultOf(await world.as('recruiter').call('search_jobs', { query: 'x'.repeat(100_000) })).message,
    ).toContain('200')
    expect(faultOf(await world.as('recruiter').call('search_jobs', { query: 'a\u0000b' })).code).toBe(
      'invalid',
    )
    expect(
      faultOf(await world.as('recruiter').call('search_jobs', { status: 'opened' })).details.options,
    ).toContainEqual({
      label: 'open',
    })
    expect(
      faultOf(await world.as('recruiter').call('search_jobs', { cursor: 'nonsense' })).details.field,
    ).toBe('cursor')
  })

  it('is refused to outsiders and shows no pay to viewers', async () => {
    const result = await world.as('candidate').call('search_jobs', {})
    expect(result.outcome).toBe('denied')
    const viewed = await search(world.as('viewer'), { status: 'all' })
    expect(viewed.total).toBe(4)
    for (const item of viewed.items) {
      expect(item.pay).toBeUndefined()
      expect(item.bill_max).toBeUndefined()
    }
    const card = await world.as('viewer').call('search_jobs', {})
    expect(card.outcome === 'done' && card.card?.table?.columns).not.toContain('Pay')
  })
})

describe('pages of search_jobs', () => {
  it('go through everything once in each order, ranked or not', async () => {
    const manager = world.as('owner')
    for (let i = 0; i < 9; i += 1)
      await addJob(world.as('recruiter2'), set.quayside, {
        title: `Warehouse Analyst ${i % 4}`,
        starts_on:
          i % 3 === 0
            ? undefined
            : world.clock
                .now()
                .add({ hours: 24 * (i + 3) })
                .toString()
                .slice(0, 10),
      })
    const orders = [{ sort: 'newest' }, { sort: 'title' }, { sort: 'starting' }, { query: 'warehouse' }]
    for (const order of orders) {
      const whole = await search(manager, { ...order, limit: 100 })
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await search(manager, { ...order, limit: 2, ...(cursor ? { cursor } : {}) })
        expect(page.total).toBe(whole.total)
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.next_cursor
      } while (cursor !== undefined)
      expect(seen).toEqual(whole.items.map(({ id }) => id))
      expect(new Set(seen).size).toBe(seen.length)
    }
  })
})
