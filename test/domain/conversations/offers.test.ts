import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personas } from '../../../src/access/actor.ts'
import { tools } from '../../../src/catalogue.ts'
import { suggestPrompts } from '../../../src/domain/conversations/prompts.ts'
import { searchTools } from '../../../src/domain/conversations/tool-search.ts'
import type { Alias } from '../../support/people.ts'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addCandidate, openJob, submit } from '../submissions/stage.ts'

const everyone: readonly Alias[] = [
  'owner',
  'admin',
  'manager',
  'recruiter',
  'viewer',
  'candidate',
  'supplier',
  'referrer',
]

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

describe('suggestions', () => {
  const monday = Temporal.ZonedDateTime.from('2026-11-16T09:00:00[America/Chicago]')
  const moment = {
    now: monday,
    may: () => true,
    candidate: undefined,
    job: undefined,
    waiting: undefined,
    reviews: 0,
  }

  test.each(personas)('there are some for a %s at any hour', (persona) => {
    for (let hour = 0; hour < 24 * 7; hour += 1) {
      const prompts = suggestPrompts({ ...moment, persona, now: monday.add({ hours: hour }) })
      expect(prompts.length).toBeGreaterThanOrEqual(2)
      expect(prompts.length).toBeLessThanOrEqual(6)
      expect(new Set(prompts.map(({ label }) => label)).size).toBe(prompts.length)
    }
  })

  test('follow the hour, the day, what is on screen and what is open', () => {
    const labels = (more: object) =>
      suggestPrompts({ ...moment, persona: 'recruiter', ...more }).map(({ label }) => label)
    expect(labels({})[0]).toBe('What should I do first?')
    expect(labels({ now: monday.add({ hours: 8 }) })[0]).toBe('What needs my attention?')
    expect(labels({ now: monday.add({ days: 4 }) })).toContain('What did I do this week?')
    expect(labels({ candidate: 'Ana Souza' })[0]).toBe('Show Ana Souza')
    expect(labels({ job: 'Tester' })[0]).toBe('Best candidates for Tester')
    expect(labels({ waiting: { candidate: 'Bo Lund', job: 'Tester' } })).toContain('Show Bo Lund')
    expect(labels({ reviews: 2 })[0]).toBe('Which submissions wait for me?')
  })

  test('hold only what the person may do', () => {
    const prompts = suggestPrompts({ ...moment, persona: 'manager', may: (resource) => resource === 'job' })
    expect(prompts.map(({ label }) => label)).toEqual(['Show open jobs', 'What can you do?'])
  })

  test('are given to everybody, with what waits for them', async () => {
    await submit(world, 'Ana Souza')
    for (const alias of everyone) {
      const { items } = done<{ items: unknown[] }>(await world.as(alias).call('get_suggested_prompts', {}))
      expect(items.length).toBeGreaterThanOrEqual(2)
    }
    const manager = done<{ items: { label: string }[] }>(
      await world.as('manager').call('get_suggested_prompts', {}),
    )
    expect(manager.items[0]?.label).toBe('Which submissions wait for me?')
    const recruiter = world.as('recruiter')
    const candidate = await addCandidate(recruiter, 'Bo Lund')
    const job = await openJob(recruiter, 'Tester')
    const seen = done<{ items: { label: string }[] }>(
      await recruiter.call('get_suggested_prompts', { page: 'candidate', candidate, job }),
    )
    expect(seen.items.map(({ label }) => label).slice(0, 2)).toEqual([
      'Show Bo Lund',
      'Status history of Bo Lund',
    ])
    const hidden = await world.as('recruiter3').call('get_suggested_prompts', { candidate })
    expect(faultOf(hidden).code).toBe('not_found')
  })
})

describe('get_role_tools', () => {
  test('shows each persona at most ten featured tools, all of which they may use', async () => {
    for (const alias of everyone) {
      const shown = done<{ persona: (typeof personas)[number]; tools: { name: string }[]; more: number }>(
        await world.as(alias).call('get_role_tools', {}),
      )
      expect(shown.tools.length).toBeGreaterThan(0)
      expect(shown.tools.length).toBeLessThanOrEqual(10)
      for (const { name } of shown.tools) {
        const tool = tools.find((one) => one.name === name)
        expect(tool?.audience).toBeUndefined()
      }
    }
  })

  test('tells which parts of the product are on, and refuses the persona of somebody else', async () => {
    expect(done(await world.as('recruiter').call('get_role_tools', {}))).toMatchObject({
      persona: 'recruiter',
      features: { pipeline: true, bulk: true, administration: false },
    })
    expect(faultOf(await world.as('recruiter').call('get_role_tools', { persona: 'admin' })).code).toBe(
      'invalid',
    )
  })
})

describe('find_tools', () => {
  test('finds by words, stems and slips, and only what the person may do', async () => {
    const find = async (alias: Alias, query: string) =>
      done<{ tools: { name: string }[] }>(
        await world.as(alias).call('find_tools', { query, limit: 3 }),
      ).tools.map(({ name }) => name)
    expect(await find('recruiter', 'submit a candidate')).toContain('submit_candidate')
    expect(await find('recruiter', 'archiving chats')).toContain('archive_conversation')
    expect(await find('manager', 'reveiw submissions')).toContain('review_submission')
    expect(await find('candidate', 'review submissions')).not.toContain('review_submission')
    expect(await find('recruiter', 'add message')).not.toContain('add_message')
    expect(await find('recruiter', 'quantum chromodynamics')).toEqual([])
  })

  test('ranks the name above the examples above the description', () => {
    const tool = (name: string, examples: readonly [string, string, string], description: string) => ({
      name,
      title: '',
      description,
      examples,
    })
    const none = ['x', 'y', 'z'] as const
    const ranked = searchTools(
      [tool('c', none, 'hires people'), tool('b', ['hire', 'y', 'z'], ''), tool('hire_person', none, '')],
      'hire',
    )
    expect(ranked.map(({ name }) => name)).toEqual(['hire_person', 'b', 'c'])
  })
})
