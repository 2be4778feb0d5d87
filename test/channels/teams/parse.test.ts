import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  arrivalOf,
  clickOf,
  feedbackOf,
  parseActivity,
  personOf,
  placeOf,
} from '../../../src/channels/teams/parse.ts'
import { Fault } from '../../../src/platform/fault.ts'
import { bySize } from '../../support/environment.ts'

const bot = { id: '28:bot', name: 'Parley' }
const base = {
  type: 'message',
  id: '1700000000001',
  timestamp: '2026-11-20T10:00:00.001Z',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/teams/',
  from: { id: '29:rosa', name: 'Rosa', aadObjectId: 'AAD-Rosa' },
  recipient: bot,
  conversation: { id: 'a:chat', conversationType: 'personal', tenantId: 'T1' },
  channelData: { tenant: { id: 'T1' } },
  text: 'hello',
}
const activity = (more: object = {}) => parseActivity({ ...base, ...more })
const arrival = (more: object = {}) => arrivalOf(activity(more))
const textOf = (more: object) => {
  const content = arrival(more)?.content
  return content?.kind === 'message' ? content.text : undefined
}

describe('who and where', () => {
  it('a person is their object in their tenant, whatever they are called', () => {
    expect(personOf(activity())).toEqual({ platform: 'teams', tenant: 'T1', subject: 'aad-rosa' })
    expect(personOf(activity({ from: { ...base.from, name: 'Olivia Park' } }))).toEqual(personOf(activity()))
  })

  it.each([
    ['a bot', { from: { ...base.from, role: 'bot' } }],
    ['another bot', { from: { id: '28:other', aadObjectId: 'x' } }],
    ['somebody without an account', { from: { id: '29:x' } }],
    ['two tenants', { channelData: { tenant: { id: 'T2' } } }],
  ])('nobody: %s', (_what, more) => {
    expect(personOf(activity(more))).toBeUndefined()
    expect(arrival(more)).toBeUndefined()
  })

  it.each([
    ['personal', 'a:chat', { channel: 'a:chat', scope: 'personal' }],
    ['groupChat', '19:g@thread.v2', { channel: '19:g@thread.v2', scope: 'group' }],
    [
      'channel',
      '19:c@thread.tacv2;messageid=17',
      { channel: '19:c@thread.tacv2', thread: '17', scope: 'channel' },
    ],
    ['unheardOf', '19:x', { channel: '19:x', scope: 'group' }],
  ])('a place of type %s', (conversationType, id, expected) => {
    const place = placeOf(activity({ conversation: { id, conversationType, tenantId: 'T1' } }), 'T1')
    expect(place).toEqual({
      platform: 'teams',
      tenant: 'T1',
      service: 'https://smba.trafficmanager.net/teams/',
      ...expected,
    })
  })
})

describe('what was said', () => {
  const mention = (text: string, id = bot.id) => ({ type: 'mention', text, mentioned: { id } })

  it.each([
    ['hello', {}, 'hello'],
    ['<at>Parley</at> find java', { entities: [mention('<at>Parley</at>')] }, 'find java'],
    ['ask <at>Parley</at>&nbsp;now', { entities: [mention('<at>Parley</at>')] }, 'ask  now'],
    [
      '<at>Parley</at> tell <at>Mona Lind</at>',
      { entities: [mention('<at>Parley</at>'), mention('<at>Mona Lind</at>', '29:mona')] },
      'tell Mona Lind',
    ],
    ['<at>Parley</at> hi', {}, 'Parley hi'],
    ['a < b && c > d', { textFormat: 'plain' }, 'a < b && c > d'],
    ['<b>R&amp;D</b> &lt;1', { textFormat: 'xml' }, 'R&D <1'],
  ])('%s', (text, more, expected) => {
    expect(textOf({ text, ...more })).toBe(expected)
  })

  it('is told by one event and one stamp, however often it comes', () => {
    expect(arrival()).toEqual(arrival())
    expect(arrival()?.event).toBe('a:chat:1700000000001')
    expect(arrival({ id: '1700000000999' })?.stamp).toBe(arrival()?.stamp)
    expect(arrival({ id: '2', timestamp: '2026-11-20T10:00:00.002Z' })?.stamp).not.toBe(arrival()?.stamp)
  })

  it('names files, and takes neither the HTML of the words nor cards for one', () => {
    const attachments = [
      { contentType: 'text/html', content: '<p>hello</p>' },
      { contentType: 'application/vnd.microsoft.card.adaptive', content: {} },
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'cv.pdf',
        content: { downloadUrl: 'https://x.sharepoint.com/cv', fileType: 'pdf' },
      },
      { contentType: 'image/png', name: 'photo.png' },
    ]
    expect(arrival({ attachments })?.content).toEqual({
      kind: 'message',
      text: 'hello',
      files: [
        { name: 'cv.pdf', type: 'pdf', bytes: 0 },
        { name: 'photo.png', type: 'image/png', bytes: 0 },
      ],
    })
  })

  it.each(['messageUpdate', 'messageDelete', 'messageReaction', 'conversationUpdate', 'typing', 'event'])(
    'is not a message: %s',
    (type) => {
      expect(arrival({ type })).toBeUndefined()
    },
  )

  it('is nothing when it holds nothing', () => {
    expect(
      arrival({ text: undefined, attachments: [{ contentType: 'text/html', content: '<p></p>' }] }),
    ).toBeUndefined()
  })
})

describe('what was clicked', () => {
  const person = { platform: 'teams', tenant: 'T1', subject: 'aad-rosa' } as const
  const invoke = (data: unknown, more: object = {}) =>
    activity({
      type: 'invoke',
      name: 'adaptiveCard/action',
      id: 'f:1',
      replyToId: '1699',
      value: { action: { type: 'Action.Execute', verb: 'press', data } },
      ...more,
    })

  it('is a token with what was filled in, from the message that shows it', () => {
    const click = clickOf(invoke({ token: 'T', 'f0.reason': 'late', 'f0.flag': true, stray: 'x' }), person)
    expect(click?.content).toEqual({
      kind: 'click',
      token: 'T',
      fields: { reason: 'late', flag: 'true' },
      message: '1699',
    })
    expect(click?.stamp).toBe('a:chat:1699:T:f:1')
    expect(clickOf(invoke({ token: 'T' }, { id: 'f:2' }), person)?.stamp).not.toBe(click?.stamp)
  })

  it.each([undefined, null, 'text', {}, { token: 7 }, { token: '' }])('is nothing of ours: %j', (data) => {
    expect(clickOf(invoke(data), person)).toBeUndefined()
  })

  it('reads what people think of an answer', () => {
    const rated = (value: unknown) =>
      feedbackOf(activity({ type: 'invoke', name: 'message/submitAction', replyToId: '1699', value }), person)
    expect(rated({ actionName: 'feedback', actionValue: { reaction: 'dislike' } })?.content).toEqual({
      kind: 'feedback',
      message: '1699',
      verdict: 'bad',
    })
    expect(rated({ actionName: 'other' })).toBeUndefined()
  })
})

it('anything else is a fault that says so, and breaks nothing', () => {
  const keys = Object.keys({
    ...base,
    entities: 0,
    attachments: 0,
    value: 0,
    replyToId: 0,
    action: 0,
    textFormat: 0,
  })
  const odd = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue(), { maxKeys: 4 })
  const person = { platform: 'teams', tenant: 'T1', subject: 'x' } as const
  const read = (body: unknown) => {
    try {
      const read = parseActivity(body)
      return [arrivalOf(read), clickOf(read, person), feedbackOf(read, person)].length
    } catch (error) {
      return error instanceof Fault ? error.code : error
    }
  }
  fc.assert(
    fc.property(
      fc.oneof(
        odd.map((more) => ({ ...base, ...more })),
        fc.jsonValue(),
      ),
      (body) => {
        expect([3, 'invalid']).toContain(read(body))
      },
    ),
    { numRuns: bySize({ small: 500, medium: 3_000, prove: 20_000 }) },
  )
})
