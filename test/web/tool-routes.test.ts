import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createProxy } from '../support/proxy.ts'
import { type Answer, createWeb, type Web } from '../support/web.ts'

let web: Web
let rosa: Awaited<ReturnType<Web['as']>>
beforeAll(async () => {
  web = await createWeb()
  rosa = await web.as('recruiter')
})
afterAll(() => web.close())

const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
  rosa.ask({ method: 'POST', path, body, headers })

describe('a tool by its name', () => {
  it('takes its input as body and answers with its output', async () => {
    const answer = await rosa.tool('get_pipeline', { limit: 5 })
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({ items: [], total: 0 })
  })

  it('is recorded as the act of a person who came through the web', async () => {
    await rosa.tool('get_pipeline', { limit: 3 })
    const [row] = await web.world.db.activityLog.findMany({
      where: { tool: 'get_pipeline' },
      orderBy: { id: 'desc' },
      take: 1,
    })
    expect(row).toMatchObject({
      door: 'web',
      initiator: 'person',
      outcome: 'done',
      actorId: web.world.as('recruiter').id,
    })
  })

  it('that does not exist is not found', async () => {
    for (const name of ['no_such_tool', '__proto__', 'constructor', 'get_pipeline%00', '..%2f..%2fetc']) {
      const answer = await post(`/api/v1/tools/${name}`, {})
      expect([name, answer.status]).toEqual([name, 404])
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })

  it.each([
    'sign_in',
    'sign_out',
    'open_page',
    'start_conversation',
    'add_message',
    'update_conversation',
    'issue_sign_in_link',
  ])('that belongs to the house (%s) is as unknown as one that does not exist', async (name) => {
    const hidden = await post(`/api/v1/tools/${name}`, {})
    const missing = await post('/api/v1/tools/no_such_tool', {})
    expect([hidden.status, hidden.text]).toEqual([missing.status, missing.text])
  })

  it('runs under the rights of whoever asks', async () => {
    const carla = await web.as('candidate')
    const answer = await carla.tool('get_pipeline')
    expect(answer.status).toBe(403)
    expect(answer.json()).toMatchObject({
      code: 'denied',
      detail: expect.stringContaining('ask your contact'),
    })
  })

  it('tells a row of another team and one that does not exist alike', async () => {
    const mine = await rosa.tool('create_candidate', {
      name: 'Ana Souza',
      headline: 'Java Developer',
      level: 'senior',
      location: 'Lisbon',
      skills: ['Java'],
    })
    const runa = await web.as('recruiter3')
    const foreign = await runa.tool('get_candidate', { candidate: mine.json().id })
    const missing = await runa.tool('get_candidate', { candidate: web.waist.newId() })
    expect(foreign.status).toBe(404)
    expect(foreign.text).toBe(missing.text)
  })

  it('names the field that is wrong', async () => {
    const wrong = await rosa.tool('get_candidate', { candidate: 'ana' })
    expect([wrong.status, wrong.json().field]).toEqual([400, 'candidate'])
    const extra = await rosa.tool('get_pipeline', { as_user: web.world.as('owner').id })
    expect(extra.status).toBe(400)
    expect(extra.json().detail).toContain('There is no field "as_user" here')
  })
})

describe('bodies', () => {
  it('of more than a megabyte are refused in words', async () => {
    for (const path of ['/api/v1/tools/get_pipeline', '/chat/messages', '/sign-in']) {
      const answer = await post(path, { text: 'x'.repeat(1_100_000) })
      expect([path, answer.status]).toEqual([path, 400])
      expect(answer.json().detail).toBe('The request is too large: at most 1 MB.')
    }
  })

  it.each(['{', '{"limit": }', 'limit=3', '\u0000', '{"a":1}trailing', '['.repeat(5_000)])(
    'that are no JSON are refused (%#)',
    async (body) => {
      const answer = await post('/api/v1/tools/get_pipeline', body)
      expect(answer.status).toBe(400)
      expect(answer.json()).toMatchObject({ code: 'invalid', detail: 'The request could not be read.' })
    },
  )

  it.each(['null', '[]', '"text"', '5', 'true', '{"__proto__":{"limit":1}}', '{"constructor":{}}'])(
    'that are JSON but no input are refused or count as empty (%s)',
    async (body) => {
      const answer = await post('/api/v1/tools/get_pipeline', body)
      expect(answer.status).toBe(body === 'null' ? 200 : 400)
      expect(answer.text).not.toMatch(/at .*\.ts|node_modules|stack/)
    },
  )

  it('of a kind that is not ours change nothing', async () => {
    const headers = { 'content-type': 'text/plain' }
    const answer = await post('/chat/messages', '{"text":"hello"}', headers)
    expect(answer.status).toBe(400)
    const encoded = await post('/chat/messages', '{"text":"hello"}', { 'content-encoding': 'gzip' })
    expect(encoded.status).toBe(400)
  })

  it('of a message hold a text of 100,000 characters and no more', async () => {
    const most = await post('/chat/messages', { text: '語'.repeat(100_000) })
    expect(most.status).toBe(202)
    const more = await post('/chat/messages', { text: 'x'.repeat(100_001) })
    expect([more.status, more.json().error]).toEqual([
      400,
      expect.stringContaining('at most 100,000 characters'),
    ])
  })

  it('of a message hold nothing but what a message has', async () => {
    for (const body of [
      {},
      { text: 5 },
      { text: 'hi', user: 'x' },
      { text: 'hi', conversation: 'x' },
      { text: 'hi', persona: 'god' },
    ])
      expect((await post('/chat/messages', body)).status).toBe(400)
    expect((await post('/chat/messages', { text: 'bell \u0007' })).status).toBe(400)
  })
})

describe('pages', () => {
  it('are for whoever is signed in', async () => {
    for (const path of ['/', '/pipeline', '/activity', '/preferences', `/candidates/${web.waist.newId()}`]) {
      const answer = await web.ask({ path })
      expect([path, answer.status, answer.headers.location]).toEqual([path, 303, '/sign-in'])
    }
  })

  it('are recorded as opened, by name', async () => {
    await rosa.ask({ path: '/pipeline' })
    const [row] = await web.world.db.activityLog.findMany({
      where: { tool: 'open_page' },
      orderBy: { id: 'desc' },
      take: 1,
    })
    expect(row).toMatchObject({ outcome: 'done', actorId: web.world.as('recruiter').id })
  })

  it('hand names over as data that cannot become markup', async () => {
    const carla = await web.as('candidate')
    const { text } = await carla.ask({
      path: `/candidates/${encodeURIComponent('"><img src=x onerror=alert(1)>')}`,
    })
    expect(text).toContain('data-id="&quot;&gt;&lt;img src=x onerror=alert(1)&gt;"')
    expect(text).not.toContain('<img')
  })

  it('give an outsider no way to the pipeline', async () => {
    const carla = await web.as('candidate')
    expect((await carla.ask({ path: '/' })).text).not.toContain('/pipeline')
    expect((await rosa.ask({ path: '/' })).text).toContain('/pipeline')
  })

  it('say in a sentence that the database is away, and come back with it', async () => {
    const proxy = await createProxy(Number(new URL(inject('testServer').adminUrl).port))
    const away = await createWeb({ databasePort: proxy.port })
    const person = await away.as('recruiter')
    await proxy.cut()
    for (const path of ['/', '/pipeline']) {
      const { status, text } = await person.ask({ path })
      expect([path, status]).toEqual([path, 503])
      expect(text).toMatch(/role="alert">Parley can&#39;t reach its database right now\./)
      expect(text).not.toMatch(/ECONN|postgres|pool/i)
    }
    const said = await person.ask({ method: 'POST', path: '/chat/messages', body: { text: 'hello' } })
    expect([said.status, said.json().code]).toEqual([503, 'unavailable'])
    const call = await person.tool('get_pipeline')
    expect([call.status, call.json().code]).toEqual([503, 'unavailable'])
    const entered = await away.ask({
      method: 'POST',
      path: '/sign-in',
      body: new URLSearchParams({ token: 'x' }),
    })
    expect(entered.status).toBe(503)
    expect((await away.ask({ path: '/readyz' })).json()).toEqual({
      status: 'not ready',
      checks: { database: 'failed' },
    })
    expect((await away.ask({ path: '/livez' })).status).toBe(200)
    await proxy.mend()
    expect((await away.ask({ path: '/readyz' })).json()).toEqual({
      status: 'ready',
      checks: { database: 'ok' },
    })
    expect((await person.ask({ path: '/' })).status).toBe(200)
    await away.close()
    await proxy.close()
  })
})
