import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { type Staged, stagePipeline } from '../support/pipeline.ts'
import { visibleText } from '../support/slack/visible-text.ts'
import { slackTalk } from '../support/slack-talk.ts'

let house: DeskHouse
let staged: Staged
let rosa: ReturnType<DeskHouse['inSlack']>
let talk: ReturnType<typeof slackTalk>

beforeAll(async () => {
  house = await openDeskHouse()
  staged = await stagePipeline(house)
  rosa = house.inSlack('recruiter')
  talk = slackTalk(house)
}, 120_000)
afterAll(() => house?.close())

const platformUser = () => `slack/${house.slack.workspace.id}/${rosa.id}`

describe('a recruiter’s day in Slack', () => {
  let thread: string

  it('begins with a search: she is known by her address, told so, and answered in the thread', async () => {
    const { words, root } = await talk.ask(rosa.id, 'find java developers in lisbon')
    thread = root
    expect(words).toContain('I know you as Rosa Delgado')
    expect(words).toContain('I am in guided mode')
    expect(words).toContain('Ana Souza')
    expect(words).not.toContain('Bo Lindqvist')
  })

  it('goes on in the thread: “the first one” is who was found', async () => {
    const { words } = await talk.ask(rosa.id, 'move the first one to screened', { thread })
    expect(words).toContain('Ana Souza')
    expect(words).toContain('Screened')
    const row = await house.db.application.findUniqueOrThrow({ where: { id: staged.people.ana.application } })
    expect(row.status).toBe('screened')
  })

  it('takes a follow-up question', async () => {
    const { words } = await talk.ask(rosa.id, 'show her status history', { thread })
    expect(words).toMatch(/New.*Screened|Screened/s)
  })

  it('leaves a record of each call, with door, platform user and one conversation', async () => {
    const rows = await house.activity({ actorId: house.as('recruiter').id, door: 'slack', initiator: 'mind' })
    expect(rows.map(({ tool }) => tool)).toEqual(
      expect.arrayContaining(['search_candidates', 'change_status', 'get_status_history']),
    )
    expect(new Set(rows.map(({ address }) => address))).toEqual(new Set([platformUser()]))
    expect(new Set(rows.map(({ conversationId }) => conversationId)).size).toBe(1)
    const identity = await house.db.platformIdentity.findFirstOrThrow()
    expect(rows[0]?.credential).toBe(`identity:${identity.id}`)
  })

  it('begins something new with a new message', async () => {
    const { words } = await talk.ask(rosa.id, 'hello')
    expect(words).not.toContain('guided mode')
    expect(await house.db.conversation.count({ where: { door: 'slack' } })).toBe(2)
  })
})

describe('in a channel', () => {
  it('she is answered one to one, and the channel reads nothing of it', async () => {
    const channel = house.slack.addChannel({ name: 'hiring' }).id
    const before = house.slack.dm(rosa.id).length
    const { words, root } = await talk.ask(rosa.id, '@Parley find java developers in lisbon', { channel })
    expect(words).toMatch(/private/i)
    expect(words).not.toContain('Ana')
    const privately = house.slack.dm(rosa.id).slice(before).map(visibleText).join('\n')
    expect(privately).toContain('Ana Souza')
    const { words: more } = await talk.ask(rosa.id, 'show the first one', { channel, thread: root })
    expect(more).not.toContain('Ana')
    expect(house.slack.messages(channel).map(visibleText).join('\n')).not.toMatch(/Ana|Souza|Lisbon.*Java/)
  })
})

describe('somebody who is not known', () => {
  it('is refused politely and recorded, and learns nothing', async () => {
    const stranger = house.slack.addUser({ name: 'Ana Souza', email: 'ana@elsewhere.test' })
    const { words } = await talk.ask(stranger.id, 'find java developers in lisbon')
    expect(words).toMatch(/Connect|code/i)
    expect(words).not.toContain('Lisbon')
    const rows = await house.activity({ address: `slack/${house.slack.workspace.id}/${stranger.id}` })
    expect(rows.map(({ outcome, actorId }) => [outcome, actorId])).toContainEqual(['denied', null])
  })
})
