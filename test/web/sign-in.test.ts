import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isLoopback } from '../../src/platform/web-request.ts'
import { execute } from '../support/server.ts'
import { createWeb, signInToken, tokenIn, type Web } from '../support/web.ts'
import { done } from '../support/world.ts'

let web: Web
beforeAll(async () => {
  web = await createWeb()
})
afterAll(() => web.close())

const redeem = (token: string, headers: Record<string, string> = {}, at = web) =>
  at.ask({ method: 'POST', path: '/sign-in', body: new URLSearchParams({ token }), headers })
const pick = (email: string, headers: Record<string, string> = {}, at = web) =>
  at.ask({ method: 'POST', path: '/sign-in/demo', body: new URLSearchParams({ email }), headers })
const asOwner = (statement: string) => execute(web.world.database.ownerUrl, statement)
const rowsOf = (tool: string) =>
  web.world.db.activityLog.findMany({ where: { tool }, orderBy: { id: 'desc' } })

describe('a one-time link', () => {
  it('opens a page, and only the button on it redeems the link', async () => {
    const token = await signInToken(web.world, 'recruiter')
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await web.ask({
        method,
        path: `/sign-in/${token}`,
        headers: { 'sec-fetch-site': 'none', origin: '' },
      })
      expect(page.status).toBe(200)
      expect(page.headers['set-cookie']).toBeUndefined()
    }
    expect(await web.world.db.session.count()).toBe(0)
    const entered = await redeem(token)
    expect([entered.status, entered.headers.location]).toEqual([303, '/'])
    expect(tokenIn(entered, web.cookie)).not.toBe('')
  })

  it('is not part of a later address or of the record', async () => {
    const token = await signInToken(web.world, 'recruiter')
    const entered = await redeem(token)
    expect(entered.headers.location).not.toContain(token)
    const rows = await web.world.activity()
    const kept = JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    expect(kept).not.toContain(token)
    expect(kept).not.toContain(tokenIn(entered, web.cookie))
  })

  it('works once', async () => {
    const token = await signInToken(web.world, 'recruiter')
    expect((await redeem(token)).status).toBe(303)
    const again = await redeem(token)
    expect(again.status).toBe(401)
    expect(again.text).toContain('was used already or has expired')
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it('lets one of two in who redeem it at the same moment', async () => {
    const token = await signInToken(web.world, 'recruiter')
    const before = await web.world.db.session.count()
    const answers = await Promise.all([redeem(token), redeem(token), redeem(token), redeem(token)])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401, 401])
    expect(await web.world.db.session.count()).toBe(before + 1)
  })

  it('expires', async () => {
    const token = await signInToken(web.world, 'recruiter')
    await asOwner(`update sign_in_link set expires_at = now() - interval '1 second'`)
    const late = await redeem(token)
    expect(late.status).toBe(401)
    expect(late.text).toContain('Please ask for a new one')
  })

  it('that nobody made is refused, in the same words, and recorded', async () => {
    const before = (await rowsOf('sign_in')).length
    for (const token of ['', 'made-up', `'; drop table session; --`, '<script>alert(1)</script>']) {
      const answer = await redeem(token)
      expect(answer.status).toBe(401)
      expect(answer.text).toContain('was used already or has expired')
      expect(answer.text).not.toContain('<script>alert')
    }
    await web.waist.refusals.flush()
    const rows = await rowsOf('sign_in')
    const refused = rows.slice(0, rows.length - before)
    expect(refused.length).toBeGreaterThan(0)
    for (const { outcome, actorId } of refused) expect([outcome, actorId]).toEqual(['denied', null])
  })

  it('is shown as text, whatever stands in it', async () => {
    const page = await web.ask({ path: `/sign-in/${encodeURIComponent('"><script>alert(1)</script>')}` })
    expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  })

  it('of somebody who has left opens nothing', async () => {
    const token = await signInToken(web.world, 'viewer')
    done(await web.world.as('owner').call('deactivate_user', { user: web.world.as('viewer').id }))
    expect((await redeem(token)).status).toBe(401)
  })
})

describe('the cookie of a session', () => {
  it('is out of reach for scripts and other sites, and ends with the session', async () => {
    const [line = ''] = (await redeem(await signInToken(web.world, 'recruiter'))).headers['set-cookie'] ?? []
    expect(line).toMatch(/^parley=[\w-]{32}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
  })

  it('is bound to this host over TLS', async () => {
    const safe = await createWeb({ publicUrl: 'https://parley.example.com' })
    const [line = ''] =
      (await redeem(await signInToken(safe.world, 'recruiter'), {}, safe)).headers['set-cookie'] ?? []
    await safe.close()
    expect(line).toMatch(
      /^__Host-parley=[\w-]{32}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  it('of nobody leads to the sign-in page, and to a plain refusal for programs', async () => {
    for (const cookie of ['parley=made-up', 'parley=', 'other=1', 'parley']) {
      const page = await web.ask({ path: '/', headers: { cookie } })
      expect([page.status, page.headers.location]).toEqual([303, '/sign-in'])
      const call = await web.ask({
        method: 'POST',
        path: '/api/v1/tools/get_pipeline',
        body: {},
        headers: { cookie },
      })
      expect([call.status, call.json().code]).toEqual([401, 'unauthenticated'])
      const said = await web.ask({
        method: 'POST',
        path: '/chat/messages',
        body: { text: 'hello' },
        headers: { cookie },
      })
      expect([said.status, said.json().code]).toEqual([401, 'unauthenticated'])
    }
  })

  it('of nobody is recorded when it speaks', async () => {
    const count = () =>
      web.world.db.activityLog.count({ where: { actorId: null, door: 'web', outcome: 'denied' } })
    const before = await count()
    const headers = { cookie: 'parley=somebody-else-entirely', 'user-agent': 'a new one' }
    const said = await web.ask({ method: 'POST', path: '/chat/messages', body: { text: 'hello' }, headers })
    expect([said.status, said.json().error]).toEqual([401, expect.stringContaining('sign in again')])
    await web.waist.refusals.flush()
    expect(await count()).toBeGreaterThan(before)
  })

  it('is worth nothing after signing out, also for whoever kept it', async () => {
    const rosa = await web.as('recruiter')
    expect((await rosa.ask({ path: '/' })).status).toBe(200)
    const out = await rosa.ask({ method: 'POST', path: '/sign-out' })
    expect([out.status, out.headers.location]).toEqual([303, '/sign-in'])
    expect(out.headers['set-cookie']?.[0]).toMatch(/^parley=; Path=\/; Expires=Thu, 01 Jan 1970/)
    expect((await rosa.ask({ path: '/' })).status).toBe(303)
  })

  it('ends twelve hours after it began, and two hours after it was last used', async () => {
    for (const column of ['expires_at', 'last_seen_at']) {
      const rosa = await web.as('recruiter')
      await asOwner(
        `update session set ${column} = now() - interval '${column === 'expires_at' ? '1 second' : '2 hours 1 second'}'`,
      )
      expect((await rosa.tool('get_pipeline')).status).toBe(401)
    }
  })
})

describe('picking a person of the demo company', () => {
  it('works on this machine', async () => {
    expect((await web.ask({ path: '/sign-in' })).text).toContain('Or be somebody at Northwind Staffing')
    const entered = await pick('manager@northwind.test')
    expect(entered.status).toBe(303)
    const cookie = `${web.cookie}=${tokenIn(entered, web.cookie)}`
    const page = await web.ask({ path: '/', headers: { cookie } })
    expect(page.text).toContain('Mona Lindqvist')
  })

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'x-forwarded-host', 'x-forwarded-proto'])(
    'is refused when a proxy stands between (%s)',
    async (header) => {
      const entered = await pick('owner@northwind.test', { [header]: '127.0.0.1' })
      expect(entered.status).toBe(401)
      expect(entered.headers['set-cookie']).toBeUndefined()
      const page = await web.ask({ path: '/sign-in', headers: { [header]: '127.0.0.1' } })
      expect(page.text).not.toContain('northwind.test')
    },
  )

  it('is refused where the database is no demo, and nobody is offered', async () => {
    const real = await createWeb({ demo: false })
    const entered = await pick('owner@northwind.test', {}, real)
    const page = await real.ask({ path: '/sign-in' })
    await real.close()
    expect([entered.status, entered.headers['set-cookie']]).toEqual([401, undefined])
    expect(page.text).not.toContain('northwind.test')
  })

  it('knows nobody else, and never the system itself', async () => {
    for (const email of ['nobody@northwind.test', '', 'system@parley.invalid']) {
      const answer = await pick(email)
      expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined])
    }
  })
})

describe('trying again and again', () => {
  it('closes signing in for a while, and nobody who is in', async () => {
    const strict = await createWeb({ limits: { failedSignInsPerQuarterHour: 3 } })
    const rosa = await strict.as('recruiter')
    for (const token of ['one', 'two', 'three']) expect((await redeem(token, {}, strict)).status).toBe(401)
    const fourth = await redeem(await signInToken(strict.world, 'manager'), {}, strict)
    expect(fourth.status).toBe(429)
    expect(fourth.text).toContain('Please try again in')
    expect((await rosa.ask({ path: '/' })).status).toBe(200)
    await strict.close()
  })
})

describe('this machine', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}) => {
    const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remoteAddress })
    return Object.assign(new IncomingMessage(socket), { headers })
  }
  it.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('is %s', (address) => {
    expect(isLoopback(from(address))).toBe(true)
    expect(isLoopback(from(address, { 'x-forwarded-for': '127.0.0.1' }))).toBe(false)
  })
  it.each(['10.0.0.5', '192.168.1.1', '2001:db8::1', '::ffff:10.0.0.5', '1.127.0.0', ''])(
    'is not %s',
    (address) => {
      expect(isLoopback(from(address, { host: 'localhost' }))).toBe(false)
    },
  )
})

it('the link of one person never signs in another who has a session already', async () => {
  const rosa = await web.as('recruiter')
  const token = await signInToken(web.world, 'candidate')
  const entered = await redeem(token, { cookie: `${web.cookie}=${rosa.session}` })
  const cookie = `${web.cookie}=${tokenIn(entered, web.cookie)}`
  expect((await web.ask({ path: '/', headers: { cookie } })).text).toContain('Carla Nunes')
  expect((await rosa.ask({ path: '/' })).text).toContain('Rosa Delgado')
})
