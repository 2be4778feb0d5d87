import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTurns } from '../../src/channels/web/turns.ts'
import { createWeb, type Web } from '../support/web.ts'

const turnsOf = () => {
  const errors: unknown[] = []
  return { errors, turns: createTurns((error) => errors.push(error)) }
}

/** Work that goes on until it is stopped or let go. */
const untilStopped = () => {
  const work = { stopped: false, letGo: () => undefined as unknown }
  const run = ({ signal }: { signal: AbortSignal }) =>
    new Promise<void>((resolve) => {
      work.letGo = () => resolve()
      signal.addEventListener('abort', () => {
        work.stopped = true
        resolve()
      })
    })
  return { work, run }
}

describe('the turns at work', () => {
  it('are eight for one person, and others have their own', async () => {
    const { turns } = turnsOf()
    const works = Array.from({ length: 8 }, untilStopped)
    for (const { run } of works) turns.begin('rosa', run)
    expect(() => turns.begin('rosa', async () => undefined)).toThrow('still working on your other messages')
    expect(turns.begin('mona', async () => undefined)).toMatch(/^[0-9a-f-]{36}$/)
    works[0]?.work.letGo()
    await new Promise((resolve) => setImmediate(resolve))
    expect(turns.begin('rosa', async () => undefined)).toMatch(/^[0-9a-f-]{36}$/)
    await turns.finish(0)
  })

  it('are waited for at the end, and stopped when they take too long', async () => {
    const { turns } = turnsOf()
    const { work, run } = untilStopped()
    let kept = false
    turns.begin('rosa', async (turn) => {
      await run(turn)
      kept = true
    })
    await turns.finish(0)
    expect([work.stopped, kept]).toEqual([true, true])
  })

  it('leave nothing to wait for when one fails', async () => {
    const { turns, errors } = turnsOf()
    turns.begin('rosa', () => Promise.reject(new Error('broken')))
    await turns.finish(1_000)
    expect(errors).toEqual([new Error('broken')])
  })
})

describe('odd requests', () => {
  let web: Web
  beforeAll(async () => {
    web = await createWeb()
  })
  afterAll(() => web.close())

  it('to say something without a session are refused and recorded', async () => {
    const count = () => web.world.db.activityLog.count({ where: { fault: 'unauthenticated' } })
    const before = await count()
    const answer = await web.ask({ method: 'POST', path: '/chat/messages', body: { text: 'hello' } })
    expect(answer.status).toBe(401)
    expect(await count()).toBe(before + 1)
  })

  it.each([{ token: { toString: 1 } }, { token: ['a', 'b'] }, { token: null }, ['token'], 'token', null])(
    'to sign in with %j are refused like a wrong link',
    async (body) => {
      const answer = await web.ask({ method: 'POST', path: '/sign-in', body: JSON.stringify(body) })
      expect(answer.status).toBe(401)
      expect(answer.text).toContain('Sign in to Parley')
    },
  )

  it.each(['parley=', 'parley=%00%ff', 'parley', '=;;;=', `parley=${'x'.repeat(12_000)}`])(
    'with the cookie %s are nobody’s',
    async (cookie) => {
      const answer = await web.ask({ path: '/', headers: { cookie } })
      expect([answer.status, answer.headers.location]).toEqual([303, '/sign-in'])
    },
  )

  it('with more headers than a server takes are refused by status, and the next is answered', async () => {
    const answer = await web.ask({ path: '/', headers: { cookie: `parley=${'x'.repeat(40_000)}` } })
    expect(answer.status).toBe(431)
    expect((await web.ask({ path: '/livez' })).status).toBe(200)
  })

  it('for the events of a turn with odd ids are answered', async () => {
    const rosa = await web.as('recruiter')
    const said = await rosa.ask({ method: 'POST', path: '/chat/messages', body: { text: 'help' } })
    const path = `/chat/turns/${said.json().turn}/events`
    for (const id of ['-1', '1e9', 'abc', '999999999', '9'.repeat(40)]) {
      const answer = await rosa.ask({ path, headers: { 'last-event-id': id } })
      expect(answer.status).toBe(200)
      expect(answer.text).toContain('event: end')
    }
    expect((await rosa.ask({ path: '/chat/turns/__proto__/events' })).status).toBe(404)
    expect((await rosa.ask({ path: '/chat/conversations/%E0%A4%A' })).status).toBe(400)
  })
})
