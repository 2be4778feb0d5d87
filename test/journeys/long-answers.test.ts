import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DeskHouse, openDeskHouse } from '../support/desk-house.ts'
import { type FakeMessagesApi, fakeMessagesApi } from '../support/fake-messages-api.ts'
import { asks, says } from '../support/fake-messages-script.ts'
import { visibleText } from '../support/slack/visible-text.ts'
import { patience, slackTalk } from '../support/slack-talk.ts'
import { visibleText as seenInTeams } from '../support/teams/looks.ts'
import { teamsTalk } from '../support/teams-talk.ts'
import { done } from '../support/world.ts'

let model: FakeMessagesApi
let house: DeskHouse
let rosa: ReturnType<DeskHouse['inSlack']>
let ravi: ReturnType<DeskHouse['inTeams']>

beforeAll(async () => {
  model = await fakeMessagesApi()
  house = await openDeskHouse({ model })
  rosa = house.inSlack('recruiter')
  ravi = house.inTeams('recruiter2')
  model.otherwise(says('Hello.'))
  await slackTalk(house).ask(rosa.id, 'hello')
  await teamsTalk(house).ask(ravi, 'hello')
}, 120_000)
afterAll(async () => {
  await house?.close()
  await model?.close()
})

/** Something of everything, sixty thousand characters of it; each part says a word that is nowhere else. */
function longAnswer(): { text: string; parts: string[] } {
  const parts: string[] = []
  let text = '# The whole story\n\n'
  for (let at = 0; text.length < 60_000; at += 1) {
    const word = `mark${at}end`
    parts.push(word)
    const table = `| who | stage |\n|---|---|\n| ${word} | Screened |\n| Bo 👩‍💻 | New |`
    const code = `\`\`\`js\nconst ${word} = ${at} // <b>not bold</b>\n\`\`\``
    const prose = `**${word}** is followed by ${'plain words that go on, '.repeat(12)}and an end.`
    text += `${[prose, table, code, `- ${word}\n- and more`][at % 4]}\n\n`
  }
  return { text, parts }
}

const missing = (seen: string, parts: readonly string[]) => parts.filter((part) => !seen.includes(part))

describe('an answer of sixty thousand characters', () => {
  const { text, parts } = longAnswer()

  it('arrives whole in Slack, in order, with what people think of it asked once', async () => {
    model.reply(says(text))
    const { answers, words } = await slackTalk(house).ask(rosa.id, 'tell me the whole story')
    expect(missing(words, parts)).toEqual([])
    const order = [...words.matchAll(/mark(\d+)end/g)].map(([, at]) => Number(at))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(answers.filter(({ blocks }) => JSON.stringify(blocks).includes('feedback_buttons'))).toHaveLength(
      1,
    )
    const [last] = answers.slice(-1)
    if (!last) throw new Error('There is no answer.')
    await house.slack.feedback({ user: rosa.id, message: last, verdict: 'good' })
    await vi.waitFor(
      async () => expect(await house.activity({ tool: 'rate_answer', door: 'slack' })).toHaveLength(1),
      patience,
    )
  })

  it('arrives whole in Teams, labelled as written by a model, and takes its feedback', async () => {
    model.reply(says(text))
    const { answers, words } = await teamsTalk(house).ask(ravi, 'tell me the whole story')
    expect(missing(words, parts)).toEqual([])
    for (const { activity } of answers)
      expect(JSON.stringify(activity.entities)).toContain('AIGeneratedContent')
    const asking = answers.filter(({ activity }) =>
      JSON.stringify(activity.channelData ?? {}).includes('feedbackLoop'),
    )
    expect(asking).toHaveLength(1)
    const [message] = asking
    if (!message) throw new Error('There is no answer.')
    await house.teams.feedback({ user: ravi, message, reaction: 'dislike' })
    await vi.waitFor(
      async () => expect(await house.activity({ tool: 'rate_answer', door: 'teams' })).toHaveLength(1),
      patience,
    )
    expect(house.teams.complaints).toEqual([])
  })
})

describe('a card of fifty rows, of sixty found', () => {
  it('shows them all on both platforms', async () => {
    const recruiter = house.as('recruiter')
    const names = Array.from({ length: 60 }, (_, at) => `Person${at} Sixty`)
    for (const name of names)
      done(
        await recruiter.call('create_candidate', { name, headline: 'Cobol Developer', location: 'Bergen' }),
      )
    const search = asks([{ name: 'search_candidates', input: { location: 'Bergen', limit: 50 } }])
    model.reply(search, says('These are the first.'), search, says('These are the first.'))
    const slack = await slackTalk(house).ask(rosa.id, 'who is in Bergen?')
    const teams = await teamsTalk(house).ask(ravi, 'who is in Bergen?')
    for (const words of [slack.words, teams.words]) {
      expect(words).toContain('60 candidates')
      expect(names.filter((name) => new RegExp(`\\b${name}\\b`).test(words))).toHaveLength(50)
    }
  })
})

describe('an answer that takes its time', () => {
  it('is stopped in Slack by whoever asked, says so, and the next question is answered', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const words = 'Let me think about all of this, one after the other, and then tell you. '.repeat(4)
    model.reply(says(words, { pauseAfter: { events: 30, until: held } }))
    const said = await house.slack.say({ user: rosa.id, text: 'think hard' })
    const at = { channel: said.channel.id, thread: said.message.ts }
    const answer = () => house.slack.thread(at.channel, at.thread).find(({ bot_id }) => bot_id)
    await vi.waitFor(() => expect(visibleText(answer() ?? { text: '' })).toContain('Let me think'), patience)
    await house.slack.stopSession({ user: rosa.id, ...at })
    await vi.waitFor(() => expect(visibleText(answer() ?? { text: '' })).toMatch(/stopped/i), patience)
    release()
    model.reply(says('Yes, I am here.'))
    const { words: next } = await slackTalk(house).ask(rosa.id, 'are you there?', at)
    expect(next).toContain('Yes, I am here.')
  })

  it('streams in Teams, and ends with the whole', async () => {
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    const words = 'Ana is the one whom I would call first. '.repeat(6)
    model.reply(says(words, { pauseAfter: { events: 30, until: held } }))
    const personal = house.teams.personal(ravi)
    await house.teams.say({ user: ravi, text: 'whom should I call?' })
    await vi.waitFor(() => {
      const stream = house.teams.messages(personal, 'bot').at(-1)?.stream
      expect(stream?.shown.join('')).toContain('Ana is the one')
    }, patience)
    release()
    await vi.waitFor(() => {
      const last = house.teams.messages(personal, 'bot').at(-1)
      expect(last && seenInTeams(last).trim()).toBe(words.trim())
      expect(last?.stream?.state).toBe('ended')
    }, patience)
    expect(house.teams.complaints).toEqual([])
  })
})
