import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Workspace } from '../../support/slack/state.ts'
import { type OpenChannel, openChannel } from './open-channel.ts'

let open: OpenChannel
let home: Workspace
let other: Workspace
let stranger: Workspace

beforeAll(async () => {
  const seeds = ['T0HOME', 'T0OTHER', 'T0STRANGER'].map((id) => ({ id, name: id, installed: false }))
  open = await openChannel({
    slack: { workspaces: seeds },
    env: (slack) => ({
      SLACK_BOT_TOKEN: undefined,
      SLACK_CLIENT_ID: slack.app.clientId,
      SLACK_CLIENT_SECRET: slack.app.clientSecret,
      SLACK_ALLOWED_TEAMS: 'T0HOME,T0OTHER',
    }),
  })
  const all = [...open.slack.state.workspaces.values()]
  const named = (id: string) => all.find((workspace) => workspace.id === id) ?? open.slack.workspace
  home = named('T0HOME')
  other = named('T0OTHER')
  stranger = named('T0STRANGER')
})

afterAll(() => open.close())

const manual = { redirect: 'manual' } as const

/** Begins an installation in a browser, and gives where Slack sends back to, with the browser's cookie. */
async function begin(workspace: Workspace, deny = false) {
  const admin = open.slack.addUser({ name: 'Ada Admin' }, workspace)
  open.slack.consent({ workspace, user: admin.id, deny })
  const start = await fetch(`${open.url}/slack/install`, manual)
  const cookie = (start.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const asked = start.headers.get('location') ?? ''
  const back = (await fetch(asked, manual)).headers.get('location') ?? ''
  expect(back).toMatch(/^https:\/\/parley\.test\/slack\/oauth_redirect/)
  return { asked, cookie, back: back.replace('https://parley.test', open.url) }
}

async function install(workspace: Workspace) {
  const { back, cookie } = await begin(workspace)
  return fetch(back, { headers: { cookie } })
}

const rows = () => open.world.db.workspace.findMany({ orderBy: { id: 'asc' } })

describe('an installation', () => {
  it('asks for what the manifest asks for, and keeps the token sealed', async () => {
    const { asked } = await begin(home)
    expect(new URL(asked).searchParams.get('scope')?.split(',')).toContain('chat:write')
    const done = await install(home)
    expect(done.status).toBe(200)
    expect(await done.text()).toContain('Parley is in T0HOME')
    expect(await rows()).toMatchObject([{ id: 'T0HOME', name: 'T0HOME', revokedAt: null }])
    expect(JSON.stringify(await rows())).not.toContain(home.bot.token)
  })

  it('serves each workspace with its own token', async () => {
    await install(home)
    await install(other)
    for (const workspace of [home, other]) {
      const rita = open.slack.addUser({ name: 'Rita', email: `rita@${workspace.id}.test` }, workspace)
      const said = await open.slack.say({ user: rita.id, text: 'my day' })
      await open.desk.idle()
      expect(said.deliveries[0]?.acknowledged).toBe(true)
      expect(open.slack.dm(rita.id).at(-1)?.user).toBe(workspace.bot.user)
    }
    const teams = open.slack.calls('chat.postMessage').map(({ team }) => team)
    expect(new Set(teams)).toEqual(new Set(['T0HOME', 'T0OTHER']))
  })

  it('is refused to a workspace that is not allowed, and its token is given back', async () => {
    const refused = await install(stranger)
    expect(refused.status).toBe(403)
    expect((await rows()).map(({ id }) => id)).not.toContain('T0STRANGER')
    expect(open.slack.calls('auth.revoke')).toHaveLength(1)
  })

  it('is not finished in another browser, with a forged state, or without consent', async () => {
    const before = await rows()
    const { back, cookie } = await begin(home)
    expect((await fetch(back)).status).toBe(400)
    const forged = back.replace(/state=[^&]+/, 'state=forged')
    expect((await fetch(forged, { headers: { cookie: cookie.replace(/=.*/, '=forged') } })).status).toBe(400)
    const denied = await begin(home, true)
    expect((await fetch(denied.back, { headers: { cookie: denied.cookie } })).status).toBe(400)
    expect(await rows()).toEqual(before)
  })
})

describe('a workspace that takes the app away', () => {
  it('is not spoken to any more, and can install it again', async () => {
    await install(other)
    await open.slack.uninstall(other)
    expect((await rows()).find(({ id }) => id === 'T0OTHER')?.revokedAt).not.toBeNull()
    const place = { platform: 'slack', tenant: 'T0OTHER', channel: 'C1', scope: 'channel' } as const
    const hello = { text: 'Hello', markdown: false, cards: [], generated: false }
    await expect(open.door.port.post(place, hello, 'k')).rejects.toMatchObject({
      code: 'not_found',
      details: { field: 'place' },
    })
    await install(other)
    expect((await rows()).find(({ id }) => id === 'T0OTHER')?.revokedAt).toBeNull()
  })

  it('that never installed it is not heard', async () => {
    const sam = open.slack.addUser({ name: 'Sam' }, stranger)
    const before = (await open.arrivals()).length
    const said = await open.slack.say({ user: sam.id, text: 'hello' })
    expect(said.deliveries[0]?.acknowledged).toBe(false)
    expect(await open.arrivals()).toHaveLength(before)
  })
})
