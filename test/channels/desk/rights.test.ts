import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../../../src/agent/minds.ts'
import type { Person } from '../../../src/channels/desk/port.ts'
import { issueButtons, tokenOf } from '../../../src/tools/button.ts'
import {
  arrival,
  carry,
  channelOf,
  chatOf,
  type DeskStage,
  linkTo,
  message,
  openDesk,
  somebody,
} from '../../support/desk.ts'
import { wordsOf } from '../../support/desk-port.ts'
import type { Alias } from '../../support/people.ts'
import { type Staged, type StagedName, stagePipeline } from '../../support/pipeline.ts'
import { giveRole } from '../../support/roles.ts'
import { createWorld, done, type World } from '../../support/world.ts'

let world: World
let staged: Staged
beforeAll(async () => {
  world = await createWorld()
  staged = await stagePipeline(world)
  done(await world.as('owner').call('update_settings', { mail_domains: 'northwind.test' }))
})
afterAll(() => world.close())

const hello: Model = async ({ speaker }) => ({
  text: `Hello ${speaker.name}.`,
  cards: [],
  tainted: false,
})

async function submit(name: StagedName): Promise<string> {
  const { candidate } = staged.people[name]
  const input = { candidate, job: staged.jobs.backend }
  return done<{ id: string }>(await world.as('recruiter').call('submit_candidate', input)).id
}

async function say(desk: DeskStage, person: Person, text: string): Promise<void> {
  await desk.take(message(person, chatOf(person), text))
  await desk.idle()
}

const codeOf = async (alias: Alias) =>
  done<{ code: string }>(await world.as(alias).call('create_link_code', {}, { door: 'web' })).code

/** Everything that stands in the chat of somebody with Parley. */
const seenBy = (desk: DeskStage, person: Person) => desk.slack.said(chatOf(person).channel).join('\n')

async function unlink(alias: Alias, { subject }: Person): Promise<void> {
  const { id } = await world.db.platformIdentity.findFirstOrThrow({ where: { subject } })
  done(await world.as(alias).call('unlink_identity', { identity: id }))
}

describe('a message', () => {
  it('does not reach an account that was linked by its address, once its person holds more than that opens', async () => {
    const desk = openDesk(world, hello)
    const person = somebody()
    const address = 'recruiter2@northwind.test'
    desk.slack.profiles.set(person.subject, { name: 'Ravi', address, standing: 'member' })
    await say(desk, person, 'hello')
    expect(seenBy(desk, person)).toContain('Hello Ravi Menon.')
    await carry(world, desk)
    await giveRole(world, { to: 'recruiter2', role: 'manager', startsIn: 0 })
    await say(desk, person, 'hello')
    expect(seenBy(desk, person)).toContain('do not know this account')

    const submission = await submit('ana')
    const came = await carry(world, desk)
    const mine = Object.entries(came).filter(([key]) => key.endsWith(world.as('recruiter2').id))
    expect(mine.length, 'the submission was sent to the new manager too').toBeGreaterThan(0)
    expect(seenBy(desk, person)).not.toContain('Ana Souza')

    await say(desk, person, `link ${await codeOf('recruiter2')}`)
    await carry(world, desk)
    expect(seenBy(desk, person)).toContain('Ana Souza')
    done(await world.as('manager').call('review_submission', { submission, decision: 'approve' }))
    await carry(world, desk)
  })
})

describe('a card', () => {
  it('is not shown anew where its person does not speak any more', async () => {
    const desk = openDesk(world, hello)
    const [kept, lost] = [await linkTo(world, 'manager'), await linkTo(world, 'manager')]
    const submission = await submit('bo')
    await carry(world, desk)
    expect(seenBy(desk, lost)).toContain('Bo')
    await unlink('manager', lost)
    done(await world.as('manager').call('review_submission', { submission, decision: 'approve' }))
    await carry(world, desk)
    expect(seenBy(desk, kept)).toMatch(/has approved it/)
    expect(seenBy(desk, lost)).not.toMatch(/has approved it/)
    const card = desk.slack.messages.find(({ posted }) => posted.place.channel === chatOf(lost).channel)
    expect(
      wordsOf(card?.shown ?? { text: 'none', cards: [], markdown: false, generated: false }),
    ).not.toMatch(/\[Approve\]|Bo /)
    await unlink('manager', kept)
  })

  it('of somebody else is not shown to whoever clicks on a message of the same name elsewhere', async () => {
    const desk = openDesk(world, hello)
    const mona = await linkTo(world, 'manager')
    const ravi = await linkTo(world, 'recruiter2')
    await submit('eve')
    await carry(world, desk)
    const theirs = desk.slack.messages.findLast(({ posted }) => posted.place.channel === chatOf(mona).channel)
    const read = { label: 'My day', tool: 'get_my_day', input: {} }
    const bound = { allowed: [world.as('recruiter2').id], conversation: undefined }
    const { buttons } = await issueButtons(world.waist, { title: 'Card', buttons: [read] }, bound)
    const token = tokenOf(world.waist.secret, buttons[0]?.id ?? '')
    const click = { kind: 'click', token, message: theirs?.posted.message ?? '' } as const
    const clicked = arrival(ravi, chatOf(ravi), click)
    const shown = desk.settled({ event: clicked.event, platform: 'slack' }, 10_000)
    await desk.take(clicked)
    expect(JSON.stringify(await shown)).not.toContain('Approve')
    await unlink('manager', mona)
    await unlink('recruiter2', ravi)
  })
})

describe('a code', () => {
  it('that others could read is good for nobody', async () => {
    const desk = openDesk(world, hello)
    const [person, thief] = [somebody(), somebody()]
    const [first, second] = [await codeOf('owner'), await codeOf('owner')]
    await desk.take(message(person, channelOf(person, 'loud'), `link ${first}`))
    await desk.take(
      message(person, channelOf(person, 'louder'), `my code is ${second}, why does it not work?`),
    )
    await desk.idle()
    for (const code of [first, second]) await say(desk, thief, `link ${code}`)
    expect(await world.db.platformIdentity.count({ where: { subject: thief.subject } })).toBe(0)
    expect(seenBy(desk, thief)).not.toContain('Thank you')
  })
})

describe('a private answer', () => {
  it('goes to the account that asked, not to one from which its person spoke before', async () => {
    const [old, fresh] = [await linkTo(world, 'manager3'), await linkTo(world, 'manager3')]
    const thread = 'shared'
    const secret: Model = async () => ({ text: 'The rate is $92 an hour.', cards: [], tainted: false })
    const desk = openDesk(world, secret)
    await desk.take(message(old, channelOf(old, thread), 'how much?'))
    await desk.idle()
    expect(seenBy(desk, old)).toContain('$92')
    await unlink('manager3', old)
    const before = seenBy(desk, old)
    await desk.take(message(fresh, channelOf(fresh, thread), 'and now?'))
    await desk.idle()
    expect(seenBy(desk, old)).toBe(before)
    expect(seenBy(desk, fresh)).toContain('$92')
  })
})

describe('a name', () => {
  it('that would be cut within a character links nobody the less', async () => {
    const desk = openDesk(world, hello)
    const person = somebody()
    const name = `${'a'.repeat(119)}😀\u0000`
    desk.slack.profiles.set(person.subject, { name, address: 'viewer@northwind.test', standing: 'member' })
    await say(desk, person, 'hello')
    expect(seenBy(desk, person)).toContain('Hello Victor Osei.')
  })
})
