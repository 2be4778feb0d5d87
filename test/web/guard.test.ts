import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWeb, type Web } from '../support/web.ts'

let web: Web
beforeAll(async () => {
  web = await createWeb({ allowedHosts: ['parley.example.com'], publicUrl: 'http://desk.example.com:8080' })
})
afterAll(() => web.close())

describe('the names under which the web answers', () => {
  it.each([
    'localhost',
    'localhost:3000',
    '127.0.0.1:3000',
    '[::1]:3000',
    'parley.example.com',
    'PARLEY.example.com:443',
    'desk.example.com',
  ])('answers as %s', async (host) => {
    const { status } = await web.ask({ path: '/sign-in', headers: { host } })
    expect(status).toBe(200)
  })

  it.each([
    'evil.example.com',
    'localhost.evil.example.com',
    'parley.example.com.evil.net',
    '127.0.0.1.nip.io',
    'user@localhost',
    '169.254.169.254',
  ])('refuses %s, so that a rebound name reaches nothing', async (host) => {
    const answer = await web.ask({ path: '/sign-in', headers: { host } })
    expect(answer.status).toBe(403)
    expect(answer.json()).toMatchObject({ code: 'denied', title: 'Not permitted' })
    expect(answer.text).not.toContain('Sign in')
  })
})

describe('changing requests of other sites', () => {
  const cookie = { cookie: 'parley=something' }
  const mine = () => ({ 'sec-fetch-site': 'same-origin', origin: web.url })
  const cases: [name: string, headers: () => Record<string, string>, allowed: boolean][] = [
    ['our own page', mine, true],
    ['our own page with a cookie', () => ({ ...mine(), ...cookie }), true],
    ['an address typed by the person', () => ({ 'sec-fetch-site': 'none', origin: '' }), true],
    ['an older browser on our page', () => ({ 'sec-fetch-site': '', origin: web.url, ...cookie }), true],
    ['a program without a cookie', () => ({ 'sec-fetch-site': '', origin: '' }), true],
    ['a form elsewhere', () => ({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }), false],
    ['a page of a sister site', () => ({ 'sec-fetch-site': 'same-site', origin: web.url }), false],
    ['a sandboxed frame', () => ({ 'sec-fetch-site': 'cross-site', origin: 'null', ...cookie }), false],
    ['an older browser elsewhere', () => ({ 'sec-fetch-site': '', origin: 'https://evil.example' }), false],
    ['an origin that is none', () => ({ 'sec-fetch-site': '', origin: 'null', ...cookie }), false],
    [
      'a page on another port',
      () => ({ 'sec-fetch-site': '', origin: 'http://127.0.0.1:1', ...cookie }),
      false,
    ],
    ['a cookie that nobody vouches for', () => ({ 'sec-fetch-site': '', origin: '', ...cookie }), false],
    [
      'contradictory headers',
      () => ({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }),
      false,
    ],
  ]
  it.each(cases)('%s', async (_name, headers, allowed) => {
    for (const path of [
      '/sign-in',
      '/sign-in/demo',
      '/sign-out',
      '/chat/messages',
      '/chat/press',
      '/api/v1/tools/x',
    ]) {
      const answer = await web.ask({ method: 'POST', path, headers: headers(), body: {} })
      const refused = answer.status === 403 && answer.text.includes('another site')
      expect({ path, refused }).toEqual({ path, refused: !allowed })
    }
  })

  it('reading is allowed from anywhere: without the cookie of this site it shows nothing', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    expect((await web.ask({ path: '/sign-in', headers })).status).toBe(200)
    const chat = await web.ask({ path: '/', headers })
    expect([chat.status, chat.headers.location]).toEqual([303, '/sign-in'])
  })
})

describe('headers of every answer', () => {
  it.each(['/sign-in', '/', '/assets/api.js', '/livez', '/nothing/here'])('%s', async (path) => {
    const { headers } = await web.ask({ path })
    const policy = String(headers['content-security-policy'])
    expect(
      policy
        .split(';')
        .map((part) => part.trim())
        .sort(),
    ).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "script-src 'self'",
      "style-src 'self'",
    ])
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  it('pages carry no script, style or handler of their own, which the policy would stop', async () => {
    const rosa = await web.as('recruiter')
    const paths = ['/', '/pipeline', `/candidates/${web.waist.newId()}`, '/activity', '/preferences']
    for (const path of ['/sign-in', '/sign-in/some-token', ...paths]) {
      const { status, text } = await rosa.ask({ path })
      expect({ path, status }).toEqual({ path, status: 200 })
      expect(text).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! type="module" src="\/assets\/)/)
    }
  })

  it('nothing that a person sees is kept by a cache', async () => {
    const rosa = await web.as('recruiter')
    for (const path of ['/', '/pipeline', '/sign-in', '/sign-in/some-token'])
      expect((await rosa.ask({ path })).headers['cache-control']).toBe('no-store')
    expect((await rosa.tool('get_pipeline')).headers['cache-control']).toBe('no-store')
  })

  it('only over TLS the browser is told to stay with TLS', async () => {
    expect((await web.ask({ path: '/sign-in' })).headers['strict-transport-security']).toBeUndefined()
    const safe = await createWeb({ publicUrl: 'https://parley.example.com' })
    const { headers } = await safe.ask({ path: '/sign-in' })
    await safe.close()
    expect(headers['strict-transport-security']).toContain('max-age=31536000')
  })
})

describe('what is served', () => {
  it.each([
    '/assets/parley.css',
    '/assets/api.js',
    '/assets/vendor/preact.js',
    '/assets/chat/chat.js',
    '/assets/console/pipeline.js',
    '/assets/icon.svg',
  ])('%s', async (path) => {
    const { status, headers } = await web.ask({ path })
    expect(status).toBe(200)
    expect(headers['content-type']).toMatch(/^(text\/(css|javascript)|image\/svg)/)
  })

  it.each([
    '/assets/../http/app.ts',
    '/assets/%2e%2e/app.ts',
    '/assets/chat/../listen.ts',
    '/assets/chat/%2e%2e%2flisten.ts',
    '/assets/console/..%2fpages.ts',
    '/assets/vendor/preact.js/../../package.json',
    '/assets/',
    '/assets/chat/',
  ])('nothing of the inside at %s', async (path) => {
    const { status, text } = await web.ask({ path })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).not.toContain('import ')
  })

  it('an address that is nothing says so in words', async () => {
    const answer = await web.ask({ path: '/nope' })
    expect(answer.status).toBe(404)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json()).toMatchObject({ status: 404, detail: 'There is nothing at this address.' })
  })
})
