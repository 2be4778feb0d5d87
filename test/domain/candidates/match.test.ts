import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type Someone, type World } from '../../support/world.ts'
import { addJob, addPerson, apply, type Listed, stage } from './stage.ts'

type Match = {
  id: string
  label: string
  score: number
  parts: { part: string; points: number; of: number; why: string }[]
}

let world: World
let set: Awaited<ReturnType<typeof stage>>
let job: string

const rate = (dollars: number) => ({ amount: dollars * 100, currency: 'USD', unit: 'hour' })
const fitting = {
  headline: 'Engineer',
  skills: ['Go', 'k8s'],
  expected_rate: rate(80),
  available_on: '2020-01-01',
}

beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
  const recruiter = world.as('recruiter')
  job = await addJob(recruiter, {
    client: set.client,
    title: 'Senior Go Engineer',
    required_skills: ['Golang', 'Kubernetes'],
    wished_skills: ['Terraform'],
  })
  await addPerson(recruiter, 'Zed Same', fitting)
  await addPerson(recruiter, 'Abe Same', fitting)
  await addPerson(recruiter, 'Best One', { ...fitting, skills: ['go', 'kubernetes', 'terraform'] })
  await addPerson(recruiter, 'Half Two', {
    ...fitting,
    skills: ['go'],
    level: 'junior',
    location: 'Oslo',
    expected_rate: rate(120),
  })
  await addPerson(recruiter, 'None Three', { ...fitting, skills: ['Figma'] })
  await addPerson(world.as('recruiter3'), 'Foreign Four', fitting)
})
afterAll(() => world.close())

const match = async (someone: Someone, input: object = {}) =>
  done<Listed<Match>>(await someone.call('match_candidates', { job, ...input }))

describe('match_candidates', () => {
  it('ranks by fit, shows how each score came about, and leaves out who has nothing that is required', async () => {
    const { items } = await match(world.as('recruiter'))
    expect(items.map(({ label }) => label)).toEqual([
      'Best One',
      'Zed Same',
      'Abe Same',
      'Ana Souza',
      'Half Two',
    ])
    expect(items[0]?.score).toBe(100)
    for (const { score, parts } of items)
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 1)
    const half = Object.fromEntries(items[4]?.parts.map(({ part, why }) => [part, why]) ?? [])
    expect(half).toMatchObject({
      required_skills: 'has Golang; lacks Kubernetes',
      location: 'in Oslo; the work is in Denver, CO',
      rate: expect.stringContaining('above the range'),
    })
  })

  it('orders equals by availability and id, not by name', async () => {
    const { items } = await match(world.as('recruiter'))
    const [zed, abe] = [items[1], items[2]]
    expect(zed?.score).toBe(abe?.score)
    expect((zed?.id ?? '') < (abe?.id ?? '')).toBe(true)
  })

  it('gives the same scores and order whatever the names are', async () => {
    const recruiter = world.as('recruiter')
    const before = (await match(recruiter)).items
    const order = before.map(({ id, score }) => [id, score])
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(['Aisha Khan', 'Bob Smith', 'Wang Fang', 'Zoë Y', 'Ödön'], { minLength: 5 }),
        async (names) => {
          for (const [at, { id }] of before.entries()) {
            done(await recruiter.call('update_candidate', { candidate: id, name: names[at] }))
          }
          expect((await match(recruiter)).items.map(({ id, score }) => [id, score])).toEqual(order)
        },
      ),
      { numRuns: 5 },
    )
  })

  it('keeps pay out of the score of whoever may not see it', async () => {
    const { items } = await match(world.as('viewer'))
    for (const { parts } of items) expect(parts.map(({ part }) => part)).not.toContain('rate')
    expect(JSON.stringify(items)).not.toMatch(/asks \$/)
  })

  it('leaves out who is on the pipeline already, unless asked, and keeps to visible people and openings', async () => {
    const recruiter = world.as('recruiter')
    const [first] = (await match(recruiter)).items
    await apply(recruiter, first?.id ?? '', job)
    expect((await match(recruiter)).total).toBe(4)
    expect((await match(recruiter, { include_applied: true })).total).toBe(5)
    expect((await match(world.as('viewer'))).items.map(({ label }) => label)).toContain('Foreign Four')
    expect(faultOf(await world.as('recruiter3').call('match_candidates', { job })).code).toBe('not_found')
    const page = await match(recruiter, { limit: 3 })
    const rest = await match(recruiter, { limit: 3, cursor: page.next_cursor })
    expect([page.items.length, rest.items.length, rest.next_cursor]).toEqual([3, 1, undefined])
  })
})
