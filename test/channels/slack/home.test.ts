import type { Button, HomeView, KnownBlock } from '@slack/types'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderHome } from '../../../src/channels/slack/home.ts'
import { gatherHome, type HomeData } from '../../../src/channels/slack/home-data.ts'
import { submit } from '../../domain/submissions/stage.ts'
import { bySize } from '../../support/environment.ts'
import type { Alias } from '../../support/people.ts'
import { checkBlocks } from '../../support/slack/block-kit.ts'
import { createWorld, done, type World } from '../../support/world.ts'
import { readBlocks } from './read-blocks.ts'

const publicUrl = 'https://parley.test'
let world: World

beforeAll(async () => {
  world = await createWorld()
  await submit(world, 'Ana Souza')
  await submit(world, 'Bo Lindqvist')
})
afterAll(() => world.close())

async function homeOf(alias: Alias): Promise<HomeView> {
  const { credential } = world.as(alias)
  return renderHome(await gatherHome(world.waist, { credential, door: 'slack', initiator: 'person' }), {
    publicUrl,
  })
}

function blocksOf(view: HomeView): KnownBlock[] {
  return view.blocks.filter((block): block is KnownBlock => block.type !== '')
}

function read(view: HomeView): string {
  return readBlocks(blocksOf(view)).join('\n')
}

function buttonsOf(view: HomeView): Button[] {
  return blocksOf(view).flatMap((block) =>
    block.type === 'actions' ? block.elements.filter((element) => element.type === 'button') : [],
  )
}

describe('the home of', () => {
  test('a recruiter: their day, what they put forward, the pipeline, sentences, a form', async () => {
    const view = await homeOf('recruiter')
    expect(checkBlocks(view.blocks, 'home')).toEqual([])
    expect(read(view)).toMatch(/^Parley, for Rosa Delgado\nWaiting for a review\n/)
    expect(read(view)).toContain('Ana Souza for')
    expect(read(view)).toContain('\nToday\n')
    expect(read(view)).toMatch(/\nPipeline\nNew: 2\nOpen the board\n/)
    const acts = buttonsOf(view).map(({ action_id = '', value }) => [action_id.split(':')[0], value])
    expect(acts).toContainEqual(['act', 'create_candidate'])
    expect(acts).toContainEqual(['ask', 'What can you do?'])
    expect(buttonsOf(view).map(({ text }) => text.text)).not.toContain('Approve')
  })

  test('a manager: what waits for them, to be decided on there and then', async () => {
    const view = await homeOf('manager')
    expect(checkBlocks(view.blocks, 'home')).toEqual([])
    expect(read(view)).toContain('Waiting for your decision')
    const approve = buttonsOf(view).find(({ text }) => text.text === 'Approve')
    const decline = buttonsOf(view).find(({ text }) => text.text === 'Decline')
    expect(approve?.action_id).toMatch(/^press:/)
    expect(decline?.action_id).toMatch(/^form:/)
    const { result } = await world.as('manager').press(approve?.value ?? '')
    expect(done(result)).toMatchObject({ status: 'approved' })
    expect(read(await homeOf('manager')).match(/put forward by/g)).toHaveLength(1)
  })

  test('an admin: people and teams', async () => {
    const view = await homeOf('admin')
    expect(checkBlocks(view.blocks, 'home')).toEqual([])
    expect(read(view)).toMatch(/People and settings\nPeople: \d+\nTeams: 2\n/)
  })

  test('somebody outside: their own, and nothing of the others', async () => {
    const candidate = read(await homeOf('candidate'))
    expect(candidate).toContain('Your applications')
    const supplier = read(await homeOf('supplier'))
    expect(supplier).toContain('Waiting for a review\nNothing is waiting.')
    for (const seen of [candidate, supplier])
      expect(seen).not.toMatch(/Ana Souza|Pipeline|Today|New candidate/)
  })

  test('a viewer: what there is to see, and nothing to press', async () => {
    const view = await homeOf('viewer')
    expect(read(view)).toContain('\nPipeline\n')
    expect(buttonsOf(view).map(({ action_id = '' }) => action_id.split(':')[0])).not.toContain('act')
    expect(read(view)).not.toMatch(/Approve|Decline|New candidate/)
  })

  test('somebody who is denied a part: all the rest', async () => {
    const { credential } = world.as('recruiter')
    const tools = new Map([...world.waist.tools].filter(([name]) => name !== 'get_pipeline'))
    const data = await gatherHome(
      { ...world.waist, tools },
      { credential, door: 'slack', initiator: 'person' },
    )
    expect(data).not.toHaveProperty('stages')
    const seen = read(renderHome(data))
    expect(seen).not.toContain('Pipeline\n')
    expect(seen).toContain('\nToday\n')
    expect(seen).toContain('Ana Souza for')
  })

  test('a stranger: how to become known, and nothing else', async () => {
    const stranger = { kind: 'identity', platform: 'slack', tenant: 'T1', subject: 'U404' } as const
    const data = await gatherHome(world.waist, { credential: stranger, door: 'slack', initiator: 'person' })
    const view = renderHome(data, { publicUrl })
    expect(data).toEqual({ known: false })
    expect(checkBlocks(view.blocks, 'home')).toEqual([])
    expect(read(view)).toContain('Parley does not know you here yet')
    expect(buttonsOf(view).map(({ url }) => url)).toEqual(['https://parley.test/connect'])
    expect(buttonsOf(renderHome(data))).toEqual([])
  })
})

test('what a home asks is recorded as asked through Slack by the person', async () => {
  const before = (await world.activity()).length
  await homeOf('recruiter')
  const rows = (await world.activity()).slice(before)
  expect(rows.map(({ tool }) => tool)).toEqual([
    'get_my_profile',
    'get_suggested_prompts',
    'get_pipeline',
    'get_my_day',
    'list_submissions',
  ])
  expect(new Set(rows.map(({ door, initiator, outcome }) => `${door} ${initiator} ${outcome}`))).toEqual(
    new Set(['slack person done']),
  )
})

test('any home is one that Slack takes', { timeout: 600_000 }, () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer({ min: 1, max: 800 }).map((count) => '語😀 '.repeat(count)),
  )
  const button = fc.record({ label: words, token: fc.uuid() })
  const review = fc.record({
    candidate: words,
    opening: words,
    by: words,
    pay: fc.option(words, { nil: undefined }),
    buttons: fc.array(button, { maxLength: 2 }),
  })
  const item = fc.record({ label: words, detail: words, status: words, count: fc.nat() })
  const home: fc.Arbitrary<HomeData> = fc.record({
    known: fc.constant(true as const),
    name: words,
    persona: fc.constantFrom('admin', 'manager', 'recruiter', 'candidate', 'supplier', 'referrer'),
    prompts: fc.array(item, { maxLength: 12 }),
    stages: fc.array(item, { maxLength: 9 }),
    day: fc.record({
      total: fc.nat(),
      items: fc.array(item, { maxLength: 5 }),
      buttons: fc.array(button, { maxLength: 5 }),
    }),
    reviews: fc.record({ total: fc.nat(), items: fc.array(review, { maxLength: 10 }) }),
    applications: fc.array(item, { maxLength: 10 }),
    mayAdd: fc.boolean(),
  })
  fc.assert(
    fc.property(home, (data) => {
      expect(checkBlocks(renderHome(data, { publicUrl }).blocks, 'home')).toEqual([])
    }),
    { numRuns: bySize({ small: 60, medium: 500, prove: 3_000 }) },
  )
})
