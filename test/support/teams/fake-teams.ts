import { randomUUID } from 'node:crypto'
import type { TeamsConfig } from '../../../src/platform/config.ts'
import { createConnector } from './connector.ts'
import * as drives from './drives.ts'
import * as invokes from './invokes.ts'
import { createIssuer, type Issuer } from './issuer.ts'
import { createFailures } from './refusals.ts'
import { createOAuth, type Seen, serve } from './server.ts'
import { createState, type FakeConversation, type FakeMessage, type FakeUser, type Wire } from './state.ts'
import { createStreams } from './streams.ts'

export type FakeTeams = Awaited<ReturnType<typeof startFakeTeams>>

/**
 * A Teams on loopback, as a bot meets it: the issuer of the tokens, the endpoint where the bot gets its own, the service
 * that carries its messages, and people who write, click, install and uninstall.
 *
 *     const teams = await startFakeTeams()
 *     … open the bot with teams.config, then teams.connect('http://127.0.0.1:3000/api/messages') …
 *     const ann = teams.addUser({ name: 'Ann', upn: 'ann@northwind.test' })
 *     await teams.say({ user: ann, text: 'hello' })
 *     await waitFor(() => teams.messages(teams.personal(ann), 'bot')[0])
 */
export async function startFakeTeams({ tenant = randomUUID() }: { tenant?: string } = {}) {
  const appId = randomUUID()
  const bot = { id: `28:${appId}`, name: 'Parley' }
  const state = createState(tenant)
  const issuer = await createIssuer()
  const streams = createStreams(state)
  const failures = createFailures()
  const oauth = createOAuth(appId)
  const seen: Seen = { complaints: [], requests: [], uploads: new Map() }
  const connector = createConnector({ state, streams, failures, botId: bot.id })
  const { base, close } = await serve({ issuer, oauth, connector, seen })
  const serviceUrl = `${base}/teams/`
  const { connect, deliver } = wayTo({ issuer, appId, serviceUrl, nextId: state.nextId })
  const stage: drives.Stage = { state, deliver, bot, serviceUrl, complaints: seen.complaints }
  return {
    bot,
    tenant,
    serviceUrl,
    /** The settings with which the bot belongs to this Teams. */
    config: configOf({ appId, secret: oauth.secret, tenant, base, issuer: issuer.issuer }),
    /** Where the bot answers. */
    connect,
    close,
    ...peopleOf(state),
    ...drivesOf(stage),
    /** The next requests of the bot fail. */
    fail: failures.order,
    /** The reader presses Stop on what is being streamed. */
    stop: streams.stop,
    ageStreams: streams.age,
    streamLimit: streams.limit,
    /** Tokens that the bot holds are worth nothing any more. */
    expireTokens: oauth.expire,
    tokensGranted: oauth.granted,
    /** What Teams would have complained about. */
    complaints: seen.complaints,
    requests: seen.requests,
    uploads: seen.uploads,
    uploadUrl: (name: string) => `${base}/upload/${name}`,
  }
}

/** Looks again and again until it finds something, and fails the test with what was waited for when it does not. */
export async function waitFor<T>(
  look: () => T | Promise<T>,
  { what = 'it', ms = 10_000 } = {},
): Promise<NonNullable<T>> {
  const end = Date.now() + ms
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain for ${what}.`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

function peopleOf(state: ReturnType<typeof createState>) {
  return {
    addUser: state.addUser,
    /** The one to one chat of a user with the bot. */
    personal: state.personal,
    group: (...members: FakeUser[]) => state.open('groupChat', members),
    channel: (...members: FakeUser[]) => state.open('channel', members),
    /** The messages of a conversation that can be seen, oldest first; those of the bot alone when asked. */
    messages: (conversation: FakeConversation, from?: 'bot'): FakeMessage[] =>
      conversation.messages.filter((message) => !message.deleted && (!from || message.from === undefined)),
    /** From now on the bot may not write here; with nothing, it may again. */
    refuseIn: (conversation: FakeConversation, refused?: { status: number; code: string }) => {
      if (refused) conversation.refused = refused
      else delete conversation.refused
    },
  }
}

function drivesOf(stage: drives.Stage) {
  return {
    deliver: stage.deliver,
    envelope: (user: FakeUser, at: Parameters<typeof drives.envelopeOf>[2]) =>
      drives.envelopeOf(stage, user, at),
    say: (saying: drives.Saying) => drives.say(stage, saying),
    edit: (message: FakeMessage, text: string) => drives.edit(stage, message, text),
    react: (user: FakeUser, message: FakeMessage) => drives.react(stage, user, message),
    install: (user: FakeUser) => drives.install(stage, user),
    uninstall: (user: FakeUser) => drives.uninstall(stage, user),
    invoke: (activity: Wire) => invokes.invoke(stage, activity),
    execute: (executing: invokes.Executing) => invokes.execute(stage, executing),
    refresh: (asked: { user: FakeUser; message: FakeMessage }) => invokes.refresh(stage, asked),
    consent: (
      answer: 'accept' | 'decline',
      asked: { user: FakeUser; message: FakeMessage; uploadUrl: string },
    ) => invokes.consent(stage, answer, asked),
    feedback: (given: Parameters<typeof invokes.feedback>[1]) => invokes.feedback(stage, given),
  }
}

type Way = { issuer: Issuer; appId: string; serviceUrl: string; nextId: () => string }

/** The way to the bot: each delivery is signed, or wronged, as it is told to be. */
function wayTo({ issuer, appId, serviceUrl, nextId }: Way) {
  let endpoint = ''
  const deliver: drives.Deliver = (activity, { token = 'good', copies = 1, newId, headers = {} } = {}) =>
    Promise.all(
      Array.from({ length: copies }, async (_, index) => {
        const sent = newId && index > 0 ? { ...activity, id: nextId() } : activity
        const claimed = typeof sent.serviceUrl === 'string' ? sent.serviceUrl : serviceUrl
        const authorization = await issuer.header(token, { audience: appId, serviceUrl: claimed })
        return sendTo(endpoint, sent, { ...(authorization ? { authorization } : {}), ...headers })
      }),
    )
  const connect = (url: string) => {
    endpoint = url
  }
  return { connect, deliver }
}

async function sendTo(endpoint: string, activity: Wire, headers: Record<string, string>) {
  const begun = Date.now()
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(activity),
  })
  const text = await response.text()
  const body = /^\s*\{/.test(text) ? (JSON.parse(text) as Wire) : undefined
  return { status: response.status, text, body, ms: Date.now() - begun }
}

type Settings = { appId: string; secret: string; tenant: string; base: string; issuer: string }

function configOf({ appId, secret, tenant, base, issuer }: Settings): TeamsConfig {
  return {
    appId,
    appPassword: secret,
    tenantId: tenant,
    openIdMetadata: `${base}/openid`,
    tokenIssuer: issuer,
    oauthUrl: `${base}/oauth`,
    local: false,
  }
}
