import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { botScopes, commands, events, paths, shortcuts } from '../../../src/channels/slack/surface.ts'

const root = resolve(import.meta.dirname, '../../..')
const text = (most: number, least = 1) => z.string().min(least).max(most)

/** A manifest with Slack's limits; what it does not name is not in ours. */
const manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4_000, 174),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/i),
  }),
  features: z.strictObject({
    agent_view: z.strictObject({
      agent_description: text(300),
      suggested_prompts: z.array(z.strictObject({ title: text(75), message: text(2_000) })).max(4),
    }),
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean() }),
    shortcuts: z.array(
      z.strictObject({
        name: text(24),
        type: z.literal('message'),
        callback_id: text(255),
        description: text(150),
      }),
    ),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().regex(/^\/[a-z-]{1,31}$/),
        description: text(2_000),
        usage_hint: text(1_000),
        should_escape: z.literal(true),
        url: z.url().optional(),
      }),
    ),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url()).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ request_url: z.url().optional(), bot_events: z.array(z.string()) }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: z.url().optional(),
      message_menu_options_url: z.url().optional(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.literal(false),
  }),
})

function read(name: string) {
  return manifest.parse(parse(readFileSync(resolve(root, 'manifests/slack', name), 'utf8')))
}

const overHttp = read('manifest.yaml')
const overSocket = read('manifest.socket.yaml')

const folder = resolve(root, 'src/channels/slack')
const source = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'surface.ts')
  .map((name) => readFileSync(resolve(folder, name), 'utf8'))
  .join('\n')

/** What the bot has to be allowed for each method; methods that need nothing are listed too. */
const scopesOfMethods: Readonly<Record<string, readonly string[]>> = {
  'agents.sessions.setStatus': ['chat:write'],
  'assistant.threads.setStatus': ['chat:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'auth.revoke': [],
  'auth.test': [],
  'chat.appendStream': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.startStream': ['chat:write'],
  'chat.stopStream': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
  filesUploadV2: ['files:write'],
  'users.info': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
}

/** What each event needs; those that need nothing are listed too. */
const scopesOfEvents: Readonly<Record<(typeof events)[number], readonly string[]>> = {
  agent_session_stopped: ['assistant:write'],
  app_context_changed: ['assistant:write'],
  app_home_opened: [],
  app_mention: ['app_mentions:read'],
  app_uninstalled: [],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  tokens_revoked: [],
}

/** The methods of Slack that the code calls, as client.chat.postMessage. */
function methodsCalled(): string[] {
  const own = new Set(['client.on', 'client.start'])
  const calls = [...source.matchAll(/\b(?:client|new WebClient\([^()]*\))((?:\.\w+)+)\(/g)].map(
    ([, path = '']) => path.slice(1),
  )
  return [...new Set(calls)].filter((method) => !own.has(`client.${method}`)).sort()
}

const sorted = (list: readonly string[]) => [...list].sort()

describe('the manifest', () => {
  test.each([
    ['over HTTP', overHttp],
    ['over Socket Mode', overSocket],
  ])('%s asks for what the code takes part in', (_way, { features, oauth_config, settings }) => {
    expect(sorted(settings.event_subscriptions.bot_events)).toEqual(sorted(events))
    expect(features.slash_commands.map(({ command }) => command)).toEqual(commands)
    expect(features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(shortcuts)
    expect(sorted(oauth_config.scopes.bot)).toEqual(sorted(botScopes))
  })

  test('listeners are registered for exactly these events, commands and shortcuts', () => {
    const heard = [...source.matchAll(/\bapp\.event\('([\w.]+)'/g)].map(([, name = '']) => name)
    expect(sorted(heard)).toEqual(
      sorted([...new Set(events.map((name) => name.replace(/^message\..*/, 'message')))]),
    )
    expect([...source.matchAll(/\bapp\.command\((commands\[\d+\])/g)].map(([, name]) => name)).toEqual(
      commands.map((_, at) => `commands[${at}]`),
    )
    for (const [at] of shortcuts.entries()) expect(source).toContain(`shortcuts[${at}]`)
  })

  test('scopes are those of the methods and events, and no more', () => {
    const methods = methodsCalled()
    expect(methods).toEqual(
      expect.arrayContaining(['chat.postMessage', 'conversations.open', 'users.info', 'views.open']),
    )
    expect(methods.filter((method) => !(method in scopesOfMethods))).toEqual([])
    const needed = [
      ...methods.flatMap((method) => scopesOfMethods[method] ?? []),
      ...events.flatMap((event) => scopesOfEvents[event]),
      ...(commands.length + shortcuts.length > 0 ? ['commands'] : []),
    ]
    expect(sorted([...new Set(needed)])).toEqual(sorted(botScopes))
  })

  test('every address is one that Parley answers', () => {
    const { features, oauth_config, settings } = overHttp
    const { event_subscriptions, interactivity } = settings
    const at = (path: string) => `https://parley.example.com${path}`
    expect(features.slash_commands.map(({ url }) => url)).toEqual([at(paths.events)])
    expect(event_subscriptions.request_url).toBe(at(paths.events))
    expect(interactivity).toMatchObject({
      request_url: at(paths.events),
      message_menu_options_url: at(paths.events),
    })
    expect(oauth_config.redirect_urls).toEqual([at(paths.redirect)])
    expect(settings.socket_mode_enabled).toBe(false)
  })

  test('Socket Mode differs in its addresses alone', () => {
    expect(JSON.stringify(overSocket)).not.toContain('https://')
    const { features, oauth_config, settings } = overHttp
    expect(overSocket).toEqual({
      ...overHttp,
      features: {
        ...features,
        slash_commands: features.slash_commands.map(({ url: _url, ...rest }) => rest),
      },
      oauth_config: { scopes: oauth_config.scopes },
      settings: {
        ...settings,
        event_subscriptions: { bot_events: settings.event_subscriptions.bot_events },
        interactivity: { is_enabled: true },
        socket_mode_enabled: true,
      },
    })
  })

  test('the page for admins names every setting of Slack, and the manifests', () => {
    const page = readFileSync(resolve(root, 'manifests/slack/README.md'), 'utf8')
    const config = readFileSync(resolve(root, 'src/platform/config.ts'), 'utf8')
    const settings = [...config.matchAll(/\bSLACK_[A-Z_]+/g)].map(([name]) => name)
    for (const name of new Set(settings)) expect(page).toContain(name)
    for (const name of ['manifest.yaml', 'manifest.socket.yaml', paths.install]) expect(page).toContain(name)
    for (const scope of botScopes) expect(page).toContain(`\`${scope}\``)
  })
})
