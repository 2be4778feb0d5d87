import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Place } from '../../../src/channels/desk/port.ts'
import { card, type OpenPort, openPort, threadWith, words, wordsOf } from './desk-slack.ts'

let open: OpenPort
let place: Place

beforeEach(async () => {
  open = await openPort()
  place = await threadWith(open)
})

afterEach(() => open.slack.close())
const key = 'turn:1'
const begin = (where = place) => open.port.answer(where, { key, person: open.person })
const answers = () => open.slack.thread(place.channel, place.thread ?? '').slice(1)
const calls = (method: string) => open.slack.calls(method)
/** Moves time on, and lets what is due be sent. */
async function pass(seconds: number) {
  for (let second = 0; second < seconds; second += 1) await open.slack.clock.advance(1_000)
  await settled()
}
/** Waits until nothing was called for a while. */
async function settled() {
  let seen = -1
  for (let quiet = 0; quiet < 3; quiet += 1) {
    if (seen !== open.slack.calls().length) quiet = 0
    seen = open.slack.calls().length
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

describe('an answer on its way', () => {
  it('gives a sign of work at once, offers to stop, and keeps the sign while it takes long', async () => {
    begin()
    await settled()
    expect(calls('assistant.threads.setStatus')[0]?.args).toMatchObject({ thread_ts: place.thread })
    expect(calls('agents.sessions.setStatus')[0]?.args).toMatchObject({ status: 'processing' })
    await pass(250)
    expect(calls('assistant.threads.setStatus').length).toBe(3)
  })

  it('streams words and steps, and ends with cards, feedback and its key', async () => {
    const live = begin()
    live.step({ id: '1', title: 'Find candidates', state: 'working' })
    live.text('I found **three** people ')
    await pass(2)
    live.step({ id: '1', title: 'Find candidates', state: 'done' })
    live.text('who know Java.\nShall I go on?')
    await pass(2)
    const posted = await live.finish(
      words('I found **three** people who know Java.\nShall I go on?', { cards: [card], feedback: true }),
    )
    const [message, ...more] = answers()
    expect(more).toEqual([])
    expect(message?.ts).toBe(posted.message)
    expect(message?.text).toBe('I found **three** people who know Java.\nShall I go on?')
    expect(message?.blocks?.map(({ type }) => type)).toEqual([
      'plan',
      'markdown',
      'header',
      'actions',
      'context_actions',
    ])
    expect(message?.metadata).toMatchObject({ event_payload: { key } })
    expect(calls('chat.update')).toEqual([])
    expect(await open.port.find(place, key)).toEqual(posted)
  })

  it('appends no oftener than once a second', async () => {
    const live = begin()
    for (let piece = 0; piece < 200; piece += 1) {
      live.text(`word${piece} `)
      if (piece % 20 === 0) await open.slack.clock.advance(100)
    }
    await pass(3)
    await live.finish(words(Array.from({ length: 200 }, (_, piece) => `word${piece}`).join(' ')))
    expect(calls('chat.startStream').length + calls('chat.appendStream').length).toBeLessThan(6)
    expect(answers()).toHaveLength(1)
  })

  it('is posted whole when it is there at once', async () => {
    const live = begin()
    live.text('You have nothing to do today.')
    await settled()
    await live.finish({ ...words('You have nothing to do today.'), markdown: false })
    expect(calls('chat.startStream')).toEqual([])
    expect(wordsOf(answers())).toBe('You have nothing to do today.')
  })

  it('writes plain words as such, though they were streamed', async () => {
    const live = begin()
    live.text('2 * 3 * 4 is _24_ ')
    await pass(2)
    await live.finish({ ...words('2 * 3 * 4 is _24_'), markdown: false })
    expect(answers()[0]?.blocks).toMatchObject([{ type: 'section', text: { type: 'plain_text' } }])
  })

  it('shows no link before it is made plain', async () => {
    const live = begin()
    live.text('Look at [this page](https://evil.test/?q=secret) and ')
    await pass(2)
    live.text('tell me.\n')
    await pass(2)
    await live.finish(words('Look at [this page](https://evil.test/?q=secret) and tell me.\n'))
    expect(JSON.stringify(open.slack.calls())).not.toContain('evil.test')
    expect(wordsOf(answers())).toContain('this page')
  })

  it('keeps within what Slack takes in a minute', async () => {
    await open.slack.close()
    open = await openPort({ rateLimits: true })
    place = await threadWith(open)
    const live = begin()
    for (let piece = 0; piece < 240; piece += 1) {
      live.text(`word${piece} `)
      await open.slack.clock.advance(250)
      if (piece % 4 === 0) await settled()
    }
    await live.finish(words(Array.from({ length: 240 }, (_, piece) => `word${piece}`).join(' ')))
    expect(open.slack.calls().filter(({ status }) => status === 429)).toEqual([])
    expect(answers()).toHaveLength(1)
  })

  it('shows nothing before its end where others read along', async () => {
    const channel = open.slack.addChannel({ name: 'hiring' })
    const thread = await threadWith(open, channel.id)
    const live = open.port.answer(thread, { key, person: open.person })
    live.text('Ana earns 90,000. ')
    live.step({ id: '1', title: 'Look', state: 'working' })
    await pass(5)
    expect(calls('chat.startStream')).toEqual([])
    await live.finish(words('I answer you in private.'))
    expect(wordsOf(open.slack.thread(channel.id, thread.thread ?? '').slice(1))).toBe(
      'I answer you in private.',
    )
  })
})

describe('the end is the whole answer', () => {
  it('when nothing was streamed', async () => {
    const posted = await begin().finish(words('Done.', { cards: [card] }))
    expect(answers().map(({ ts }) => ts)).toEqual([posted.message])
    expect(calls('agents.sessions.setStatus').at(-1)?.args).toMatchObject({ status: 'active' })
  })

  it('when the final words are others', async () => {
    const live = begin()
    live.text('I think that it was ')
    await pass(2)
    await live.finish(words('Something went wrong, please ask again.'))
    expect(wordsOf(answers())).toBe('Something went wrong, please ask again.')
    expect(answers()).toHaveLength(1)
  })

  it('after eleven minutes of words: in several messages, whole, nothing twice', async () => {
    const live = begin()
    const lines: string[] = ['Here is the program:', '```ts']
    live.text(`${lines.join('\n')}\n`)
    for (let second = 0; second < 660; second += 20) {
      const line = `const second${second} = ${second}`
      lines.push(line)
      live.text(`${line}\n`)
      await pass(20)
    }
    lines.push('```', 'That is all.')
    live.text('```\nThat is all.')
    const posted = await live.finish(words(lines.join('\n')))
    const segments = answers()
    expect(segments.length).toBeGreaterThan(2)
    expect([...(posted.before ?? []), posted.message]).toEqual(segments.map(({ ts }) => ts))
    expect(segments.map(({ streaming_state }) => streaming_state)).not.toContain('errored')
    for (const { text } of segments) expect((text.match(/```/g) ?? []).length % 2).toBe(0)
    const shown = segments.flatMap(({ text }) => text.split('\n')).filter((line) => !line.startsWith('```'))
    expect(shown.filter(Boolean)).toEqual(lines.filter((line) => !line.startsWith('```')))
  })

  it('after a silence of six minutes', async () => {
    const live = begin()
    live.text('Let me look it up.\n')
    await pass(360)
    live.text('Here it is.')
    await live.finish(words('Let me look it up.\nHere it is.'))
    expect(wordsOf(answers())).toBe('Let me look it up.\nHere it is.')
  })

  it('when Slack ends the stream by itself', async () => {
    const live = begin()
    live.text('One two ')
    await pass(2)
    open.slack.fail('chat.appendStream', { error: 'message_not_in_streaming_state' })
    live.text('three four ')
    await pass(2)
    await live.finish(words('One two three four five.'))
    expect(answers().map(({ text }) => text.trim())).toEqual(['One two', 'three four five.'])
  })

  it.each(['invalid_blocks', 'internal_error'])(
    'when the last call of the stream fails with %s',
    async (error) => {
      const live = begin()
      live.text('One two ')
      await pass(2)
      open.slack.fail('chat.stopStream', { error })
      const posted = await live.finish(words('One two three.', { cards: [card] }))
      expect(wordsOf(answers())).toContain('One two three.')
      expect(answers()).toHaveLength(1)
      expect(await open.port.find(place, key)).toEqual(posted)
    },
  )

  it('when Slack has ended the stream before its last call', async () => {
    const live = begin()
    live.text('One two ')
    await pass(2)
    const streamed = open.slack.messages(place.channel).at(-1)
    if (streamed) streamed.streaming_state = 'errored'
    const posted = await live.finish(words('One two', { cards: [card] }))
    expect(wordsOf(answers())).toBe('One two\nMove Ana Souza to screened?')
    expect(answers().map(({ ts }) => ts)).toEqual([posted.message])
    expect(await open.port.find(place, key)).toEqual(posted)
  })

  it('when the connection broke and nobody knows what Slack took', async () => {
    const live = begin()
    live.text('One two ')
    await pass(2)
    open.slack.fail('chat.appendStream', 'lost')
    live.text('three four ')
    await pass(2)
    await live.finish(words('One two three four five.'))
    expect(wordsOf(answers())).toBe('One two three four five.')
    expect(answers()).toHaveLength(1)
  })

  it('when streams are refused altogether', async () => {
    open.slack.fail('chat.startStream', { error: 'not_allowed' }, { times: 9 })
    const live = begin()
    live.text('One two three ')
    await pass(5)
    await live.finish(words('One two three four.'))
    expect(wordsOf(answers())).toBe('One two three four.')
    expect(calls('chat.startStream')).toHaveLength(1)
  })

  it('when Slack asks to slow down', async () => {
    const live = begin()
    live.text('One two ')
    await pass(2)
    open.slack.fail('chat.appendStream', 'ratelimited', { retryAfterSeconds: 7 })
    live.text('three ')
    await pass(2)
    live.text('four ')
    await pass(2)
    expect(calls('chat.appendStream')).toHaveLength(1)
    await pass(8)
    expect(answers()[0]?.text).toBe('One two three four')
    open.slack.fail('chat.stopStream', 'ratelimited', { retryAfterSeconds: 5 })
    const ending = live.finish(words('One two three four five.'))
    await settled()
    await pass(6)
    const posted = await ending
    expect(answers().map(({ text }) => text)).toEqual(['One two three four five.'])
    expect(answers()[0]?.streaming_state).toBe('completed')
    expect(await open.port.find(place, key)).toEqual(posted)
  })
})

describe('an answer that ends otherwise', () => {
  it('is stopped by the person, and what was shown is settled', async () => {
    const live = begin()
    live.text('One two ')
    await pass(2)
    open.stops.stop(place)
    expect(live.stopped.aborted).toBe(true)
    await live.finish(words('One two\n\nStopped, as you asked.'))
    expect(wordsOf(answers())).toBe('One two\n\nStopped, as you asked.')
  })

  it('was cut off by a crash: the next attempt takes the half away', async () => {
    const before = open.port.answer(place, { key, person: open.person })
    before.text('One two ')
    await pass(2)
    expect(answers().map(({ streaming_state }) => streaming_state)).toEqual(['in_progress'])
    const live = open.port.answer(place, { key, person: open.person, again: true })
    live.text('One two three ')
    await pass(2)
    const posted = await live.finish(words('One two three four.'))
    expect(answers().map(({ ts, text }) => [ts, text])).toEqual([[posted.message, 'One two three four.']])
  })

  it('leaves nothing behind when it is answered elsewhere', async () => {
    const live = begin()
    live.text('One two ')
    await pass(2)
    await live.leave()
    expect(answers()).toEqual([])
    expect(calls('agents.sessions.setStatus').at(-1)?.args).toMatchObject({ status: 'active' })
  })
})
