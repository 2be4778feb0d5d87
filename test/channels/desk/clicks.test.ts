import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../../src/agent/minds.ts'
import type { Person, Place } from '../../../src/channels/desk/port.ts'
import {
  arrival,
  channelOf,
  chatOf,
  type DeskStage,
  linkTo,
  message,
  openDesk,
  somebody,
} from '../../support/desk.ts'
import { type Standing, wordsOf } from '../../support/desk-port.ts'
import { type Staged, stagePipeline } from '../../support/pipeline.ts'
import { createWorld, type World } from '../../support/world.ts'

let world: World
let staged: Staged
let rosa: Person
beforeAll(async () => {
  world = await createWorld()
  staged = await stagePipeline(world)
  rosa = await linkTo(world, 'recruiter')
})
afterAll(() => world.close())

/** Asks to put Ana forward, or shows two cards with a button each; nothing of it is done without a click. */
const model: Model = async (turn) => {
  const asked = { initiator: 'mind', mind: 'claude' } as const
  if (turn.text === 'put her forward') {
    const input = { candidate: staged.people.ana.candidate, job: staged.jobs.backend }
    await turn.call('submit_candidate', input, asked)
    return { text: 'Shall I?', cards: [], tainted: false }
  }
  const choice = (name: string) => ({
    title: `Client ${name}`,
    buttons: [
      { label: `Make ${name}`, tool: 'create_client', input: { name } },
      { label: `Make ${name} Ltd`, tool: 'create_client', input: { name: `${name} Ltd` } },
    ],
  })
  return { text: 'Choose.', cards: [choice(turn.text)], tainted: false }
}

let threads = 0
const aloneWith = (person: Person) => chatOf(person, `t${++threads}`)

async function answered(desk: DeskStage, place: Place, text: string): Promise<Standing> {
  await desk.take(message(rosa, place, text))
  await desk.idle()
  const standing = desk.slack.messages.at(-1)
  if (!standing) throw new Error('Nothing was answered.')
  return standing
}

function clickOn({ posted, shown }: Standing, { label, by = rosa }: { label: string; by?: Person }) {
  const buttons = shown.cards.flatMap((card) => card.buttons)
  const token = buttons.find((button) => button.label === label)?.token ?? 'no such button'
  return arrival(by, posted.place, { kind: 'click', token, message: posted.message })
}

const submissions = () => world.db.submission.count()
const clients = (name: string) => world.db.client.count({ where: { name } })

describe('a confirmation', () => {
  it('is nobody’s to give but its person’s, and its card stays as it is for a stranger', async () => {
    const desk = openDesk(world, model)
    const card = await answered(desk, aloneWith(rosa), 'put her forward')
    const before = wordsOf(card.shown)
    const colleague = await linkTo(world, 'recruiter2')
    for (const by of [colleague, somebody()]) await desk.take(clickOn(card, { label: 'Confirm', by }))
    await desk.idle()
    expect(await submissions()).toBe(0)
    expect(card.updates).toBe(0)
    expect(wordsOf(card.shown)).toBe(before)
    expect(desk.slack.whispers.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/somebody else/),
        expect.stringMatching(/do not know this account/),
      ]),
    )
    const tried = (await world.activity()).filter(
      ({ tool, outcome, initiator }) =>
        tool === 'submit_candidate' && outcome === 'denied' && initiator === 'person',
    )
    expect(tried).toHaveLength(2)
    await desk.take(clickOn(card, { label: 'Confirm' }))
    await desk.idle()
    expect(await submissions()).toBe(1)
    expect(wordsOf(card.shown)).toMatch(/Put Ana Souza forward/)
    expect(wordsOf(card.shown)).not.toContain('[Confirm]')
  })

  it('clicked twice, and delivered four times each, is given once; the second is told', async () => {
    const desk = openDesk(world, model)
    const card = await answered(desk, aloneWith(rosa), 'Twice')
    const [one, two] = [clickOn(card, { label: 'Make Twice' }), clickOn(card, { label: 'Make Twice' })]
    await Promise.all([one, two, one, two, one, two, one, two].map((click) => desk.take(click)))
    await desk.idle()
    expect(await clients('Twice')).toBe(1)
    expect(desk.slack.whispers).toMatchObject([{ text: expect.stringContaining('used already') }])
  })

  it('shows its outcome on a new card when the old one is gone', async () => {
    const desk = openDesk(world, model)
    const card = await answered(desk, aloneWith(rosa), 'Gone')
    card.gone = true
    await desk.take(clickOn(card, { label: 'Make Gone' }))
    await desk.idle()
    expect(desk.slack.messages).toHaveLength(2)
    expect(await clients('Gone')).toBe(1)
  })
})

describe('a card with several buttons', () => {
  it('keeps those that were not clicked', async () => {
    const desk = openDesk(world, model)
    const card = await answered(desk, aloneWith(rosa), 'Several')
    await desk.take(clickOn(card, { label: 'Make Several' }))
    await desk.idle()
    expect(wordsOf(card.shown)).toMatch(/Choose\.[\s\S]*\[Make Several Ltd\]/)
    expect(wordsOf(card.shown)).not.toContain('[Make Several]')
    await desk.take(clickOn(card, { label: 'Make Several Ltd' }))
    await desk.idle()
    expect([await clients('Several'), await clients('Several Ltd')]).toEqual([1, 1])
  })

  it('is clicked from its own message alone', async () => {
    const desk = openDesk(world, model)
    const card = await answered(desk, aloneWith(rosa), 'Elsewhere')
    const click = clickOn(card, { label: 'Make Elsewhere' })
    const content = { ...click.content, message: 'another message' }
    await desk.take({ ...click, content: content as typeof click.content })
    await desk.idle()
    expect(await clients('Elsewhere')).toBe(0)
    expect(desk.slack.whispers).toMatchObject([{ text: expect.stringContaining('another message') }])
  })
})

describe('a click', () => {
  it('whose process dies after it was made is shown as made', async () => {
    const first = openDesk(world, model)
    const card = await answered(first, aloneWith(rosa), 'Half')
    const click = clickOn(card, { label: 'Make Half' })
    const died = first.slack.hangNext('update', 'before')
    await first.take(click)
    await died
    expect(await clients('Half')).toBe(1)
    const next = openDesk(world, model, { ports: new Map([['slack', first.slack]]) })
    world.clock.advance({ seconds: 61 })
    for (const thread of await next.waiting()) await next.work(thread)
    expect(await clients('Half')).toBe(1)
    expect(wordsOf(card.shown)).toMatch(/This is done/)
    expect(first.slack.whispers).toEqual([])
  })

  it('where others read along shows its outcome one to one', async () => {
    const desk = openDesk(world, model)
    const card = await answered(desk, channelOf(rosa, 'loud'), 'Loud')
    const place = card.posted.place
    await desk.take(clickOn(card, { label: 'Make Loud' }))
    await desk.idle()
    const inPublic = desk.slack.messages.filter(({ posted }) => posted.place.channel === place.channel)
    expect(inPublic.map(({ shown }) => wordsOf(shown)).join('\n')).not.toContain('Created')
    expect(desk.slack.said(chatOf(rosa).channel).join('\n')).toMatch(/Loud/)
  })

  it('with a made-up token is told so, and recorded', async () => {
    const desk = openDesk(world, model)
    await desk.take(arrival(rosa, aloneWith(rosa), { kind: 'click', token: 'made up', message: 'm' }))
    await desk.idle()
    expect(desk.slack.whispers).toMatchObject([{ text: expect.stringContaining('no longer works') }])
    expect(
      (await world.activity()).some(({ tool, outcome }) => tool === 'unknown' && outcome === 'denied'),
    ).toBe(true)
  })
})

describe('a form of the platform’s own menus', () => {
  const act = (fields: Record<string, string>, tool = 'create_client', by = rosa) =>
    arrival(by, aloneWith(by), { kind: 'act', tool, fields })

  it('makes its call for whoever filled it in, once', async () => {
    const desk = openDesk(world, model)
    const filled = act({ name: 'Formed', location: 'Omaha' })
    await Promise.all([filled, filled].map((one) => desk.take(one)))
    await desk.idle()
    expect(await clients('Formed')).toBe(1)
    expect(desk.slack.said(filled.place.channel).at(-1)).toContain('Formed')
  })

  it('of a stranger, or with what is wrong, comes back with words', async () => {
    const desk = openDesk(world, model)
    const [wrong, odd] = [act({ name: '' }), act({ no_such_field: 'x', name: 'Odd' })]
    const foreign = act({ name: 'Foreign' }, 'create_client', somebody())
    for (const one of [wrong, odd, foreign]) await desk.take(one)
    await desk.idle()
    expect(desk.slack.said(wrong.place.channel).sort()).toEqual([
      expect.stringMatching(/field "name"/),
      expect.stringMatching(/no_such_field/),
    ])
    expect(desk.slack.said(foreign.place.channel)).toEqual([expect.stringMatching(/do not know/)])
    expect([await clients('Odd'), await clients('Foreign')]).toEqual([0, 0])
  })
})

it('what somebody thinks of an answer is recorded', async () => {
  const desk = openDesk(world, model)
  const card = await answered(desk, aloneWith(rosa), 'Rated')
  const content = { kind: 'feedback', message: card.posted.message, verdict: 'bad' } as const
  await desk.take(arrival(rosa, card.posted.place, content))
  await desk.idle()
  const record = (await world.activity()).findLast(({ tool }) => tool === 'rate_answer')
  expect(record).toMatchObject({ outcome: 'done', door: 'slack', metadata: { verdict: 'bad' } })
  expect(desk.slack.whispers.at(-1)?.text).toMatch(/Thank you/)
})
