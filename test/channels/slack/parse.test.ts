import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from '../../../src/channels/desk/visible.ts'
import { slackDoors } from '../../../src/channels/slack/doors.ts'
import { closingOf, cutAt, openFence, settledWords } from '../../../src/channels/slack/growing-text.ts'
import { parseCommand, parseHome, parseSpoken, parseStop } from '../../../src/channels/slack/parse.ts'
import { parseClicked, parseShortcut, parseSubmitted } from '../../../src/channels/slack/parse-click.ts'
import { plainWords } from '../../../src/channels/slack/words.ts'
import { readConfig } from '../../../src/platform/config.ts'

const seen = { tenant: 'T1', bot: 'UBOT' }

describe('words as people wrote them', () => {
  it.each([
    ['<@UBOT> find java people', 'find java people'],
    ['<@UBOT>: find', 'find'],
    ['ask <@U2|ada> or <@U3>', 'ask @ada or @U3'],
    ['in <#C1|general> and <#C2>', 'in #general and #C2'],
    ['<!here> and <!subteam^S1|@team>', '@here and @team'],
    ['at <!date^1392734382^{date}|Feb 18, 2014>', 'at Feb 18, 2014'],
    ['write to <mailto:ana@x.test|ana@x.test>', 'write to ana@x.test'],
    ['call <tel:+49301234|+49301234>', 'call +49301234'],
    ['see <https://x.test/a?b=1&amp;c=2>', 'see https://x.test/a?b=1&c=2'],
    ['see <http://x.test|x.test>', 'see x.test'],
    ['see <https://x.test|the page>', 'see the page (https://x.test)'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
    ['&amp;lt;', '&lt;'],
    ['  indented\n    code  ', 'indented\n    code'],
  ])('%s', (text, plain) => expect(plainWords(text, 'UBOT')).toBe(plain))
})

describe('a body of any shape', () => {
  const parsers = {
    parseSpoken,
    parseCommand,
    parseHome,
    parseStop,
    parseClicked,
    parseShortcut,
    parseSubmitted,
  }
  it.each(Object.entries(parsers))('%s reads it or says that it cannot', (_, parse) => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (event, view) => {
        for (const body of [event, { event, view, event_id: 'Ev1', user: { id: 'U1' } }])
          expect(parse(body, seen)).toSatisfy((read) => read === undefined || typeof read === 'object')
      }),
      { numRuns: 300 },
    )
  })
})

describe('who speaks, and from where', () => {
  const message = { type: 'message', ts: '1.1', channel: 'C1', user: 'U1', text: '<@UBOT> hi' }
  const read = (event: object) => {
    const heard = parseSpoken({ event_id: 'Ev1', team_id: 'T1', event: { ...message, ...event } }, seen)
    return heard && heard !== 'ignored' ? heard.arrival : heard
  }

  it('is of the workspace that Slack says', () => {
    expect(read({})).toMatchObject({ person: { tenant: 'T1' }, place: { tenant: 'T1', scope: 'channel' } })
    expect(read({ user_team: 'TELSEWHERE' })).toMatchObject({ person: { tenant: 'TELSEWHERE' } })
    expect(read({ channel_type: 'mpim' })).toMatchObject({ place: { scope: 'group', thread: '1.1' } })
    expect(read({ channel_type: 'im', thread_ts: '0.9' })).toMatchObject({
      place: { scope: 'personal', thread: '0.9' },
    })
  })

  it.each([
    [{ bot_id: 'B1' }],
    [{ user: 'UBOT' }],
    [{ subtype: 'message_changed' }],
    [{ subtype: 'channel_join' }],
    [{ text: 'hi all' }],
  ])('is not heard: %o', (event) => expect(read(event)).toBe('ignored'))
})

describe('the settings', () => {
  const doors = (env: Record<string, string>) => slackDoors(readConfig(env).slack)
  const bot = { SLACK_BOT_TOKEN: 'xoxb-1' }

  it('open what they name', () => {
    expect(doors({})).toBeUndefined()
    expect(doors({ ...bot, SLACK_SIGNING_SECRET: 's' })).toMatchObject({ http: {}, socket: undefined })
    expect(doors({ ...bot, SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({ http: undefined, socket: {} })
    expect(doors({ ...bot, SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' })).toMatchObject({
      http: {},
      socket: {},
    })
  })

  it.each([
    [bot, 'SLACK_SIGNING_SECRET'],
    [{ SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_APP_TOKEN: 'x' }, 'SLACK_BOT_TOKEN'],
    [{ SLACK_APP_TOKEN: 'x', SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: '2' }, 'SLACK_SIGNING_SECRET'],
    [{ SLACK_ALLOWED_TEAMS: 'T1' }, 'SLACK_SIGNING_SECRET'],
  ])('%o lack %s, and the start stops', (env, field) => {
    expect(() => doors(env)).toThrow(expect.objectContaining({ code: 'invalid', details: { field } }))
    expect(() => doors(env)).toThrow(field)
  })
})

describe('growing words', () => {
  it('hold back what may become a link, and never take a word back', () => {
    expect(settledWords('Look at [this')).toBe('Look at')
    expect(settledWords('Hello the')).toBe('Hello')
    expect(settledWords('| a | b |\n| - |')).toBe('| a | b |')
    expect(settledWords('')).toBe('')
  })

  it('mostly grow to what is said at the end', () => {
    const sentence = 'Ana Souza, **Berlin**.\nKnows `Java` and Go; can start on 3 May.\n\n- one\n- two\n'
    for (let end = 0; end <= sentence.length; end += 1)
      expect(normalise(sentence, { markdown: true })).toContain(settledWords(sentence.slice(0, end)))
  })

  it('know in which code block they stand', () => {
    expect(openFence('text')).toBeUndefined()
    expect(openFence('a\n```ts\ncode')).toBe('```ts')
    expect(openFence('a\n```ts\ncode\n```\nb')).toBeUndefined()
    expect(openFence('~~~~\n```\n')).toBe('~~~~')
    expect(closingOf('~~~~ts')).toBe('~~~~')
  })

  it('are cut within the limit, into all of it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 20, max: 60 }),
        (text, most) => {
          let rest = text
          for (let turns = 0; rest !== '' && turns < 1_000; turns += 1) {
            const at = cutAt(rest, most)
            expect(at).toBeGreaterThan(0)
            expect(at).toBeLessThanOrEqual(most)
            rest = rest.slice(at)
          }
          expect(rest).toBe('')
        },
      ),
    )
  })
})
