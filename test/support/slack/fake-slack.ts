import { defaultScopes } from './default-scopes.ts'
import { type DeliverOptions, deliver } from './deliver.ts'
import { driving } from './drive.ts'
import { echo } from './echo.ts'
import type { Failure, FaultOptions } from './faults.ts'
import { addFile, type FileSeed } from './file.ts'
import type { Json } from './json.ts'
import { looking } from './look.ts'
import { type Letterbox, overHttp } from './over-http.ts'
import { socketHub } from './over-socket.ts'
import { addUser, type UserSeed } from './people.ts'
import { postOffice } from './post-office.ts'
import { authorizeRoute, type Consent, downloadRoute, responseRoute, uploadRoute } from './routes.ts'
import { serve } from './server.ts'
import { type AppSeed, createState, type State, type Workspace } from './state.ts'
import { webApi } from './web-api.ts'
import { addChannel, addWorkspace, type ChannelSeed, type WorkspaceSeed } from './workspace.ts'

export type FakeSlackOptions = {
  /** The app as Slack knows it, and the scopes of its bot. */
  app?: AppSeed
  /** The workspaces; one that has the app installed when it is left out. */
  workspaces?: readonly WorkspaceSeed[]
  /** How the app is reached: by its request URL, or by the connections that it opens. */
  transport?: 'http' | 'socket'
  /** Where events, interactions and commands are posted; `connect` sets it later. */
  requestUrl?: string
  /** The events that the app has subscribed to, as its manifest writes them; all when it is left out. */
  subscriptions?: readonly string[]
  /** True: every method takes no more calls than its tier allows, and a channel one message a second. */
  rateLimits?: boolean
  /** True: the app hears its own messages too, as it does in Slack. Bolt leaves them out by itself. */
  echoes?: boolean
  /** How long Slack waits for an answer; three seconds when it is left out. */
  patienceMs?: number
}

/**
 * A Slack on loopback, for the real SDKs. It keeps workspaces, people, channels, messages, views, files and streams in
 * memory, refuses what Slack refuses, and lets a test do what people do.
 *
 *     const slack = await startFakeSlack()
 *     const rita = slack.addUser({ name: 'Rita Recruiter', email: 'recruiter@northwind.test' })
 *     … start the app with slackApiUrl: slack.apiUrl, token: slack.workspace.bot.token and
 *       signingSecret: slack.app.signingSecret; for Socket Mode also appToken: slack.app.token …
 *     slack.connect('http://127.0.0.1:3000/slack/events')
 *     await slack.say({ user: rita.id, text: 'find java developers' })
 *     const answer = await slack.waitFor(() => slack.dm(rita.id).find(({ bot_id }) => bot_id), 'an answer')
 *     expect(slack.visibleText(answer)).toContain('Java')
 *     await slack.click({ user: rita.id, message: answer, label: 'Show more' })
 *     await slack.close()
 *
 * Time is the fake's own: `slack.clock.advance(300_000)` lets streams die, triggers expire and retries come. Signatures
 * alone carry real time. `slack.fail('chat.postMessage', 'lost')` makes the next call of a method go wrong.
 */
export async function startFakeSlack(options: FakeSlackOptions = {}) {
  const { state, workspace } = beginning(options)
  let consent: Consent = { workspace, user: workspace.bot.user }
  const { server, url, close } = await serve(routes(state, options, () => consent))
  state.url = url
  const patienceMs = options.patienceMs ?? 3_000
  const sockets = socketHub(state, server, patienceMs)
  let requestUrl = options.requestUrl
  const letterbox = (): Letterbox => {
    if (requestUrl === undefined)
      throw new Error('The fake Slack was not told where the app is: call connect().')
    return { url: requestUrl, secret: state.app.signingSecret, patienceMs }
  }
  const office = postOffice(state, {
    carry: () => (options.transport === 'socket' ? sockets.carry : overHttp(letterbox())),
    subscriptions: options.subscriptions && new Set(options.subscriptions),
  })
  if (options.echoes) state.onCall = echo(state, office)
  return {
    ...places(state),
    ...seeding(state, workspace),
    ...looking(state),
    ...driving({ state, office }, workspace),
    ...failing(state),
    /** The first workspace. */
    workspace,
    sockets,
    /** Everything that was brought to the app, the oldest first. */
    deliveries: office.deliveries,
    /** Brings a delivery again at the same time, so many times, under its own event id or under new ones. */
    redeliver: office.again,
    /** Tells where the app listens. */
    connect: (to: string) => {
      requestUrl = to
    },
    /** What the next person answers on the page that asks whether to install the app. */
    consent: (answer: Consent) => {
      consent = answer
    },
    /** Posts a body as it is, signed well or badly, and once again for each copy. */
    deliver: (body: Json | string, how?: DeliverOptions) => deliver(letterbox(), body, how),
    close: async () => {
      state.clock.stop()
      await sockets.close()
      await close()
    },
  }
}

function beginning({ app, workspaces = [{}] }: FakeSlackOptions): { state: State; workspace: Workspace } {
  const state = createState({ scopes: defaultScopes, ...app })
  const [first, ...others] = workspaces
  const workspace = addWorkspace(state, first)
  for (const seed of others) addWorkspace(state, seed)
  const scopes = new Set(['connections:write'])
  state.tokens.set(state.app.token, { workspace: undefined, kind: 'app', scopes })
  return { state, workspace }
}

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>

function routes(state: State, { rateLimits = false }: FakeSlackOptions, consent: () => Consent) {
  const answer = webApi(state, { rateLimits })
  return {
    '/api/': (...[incoming, response, name]: Parameters<ReturnType<typeof uploadRoute>>) =>
      answer({ incoming, response, name }),
    '/upload/v1/': uploadRoute(state),
    '/files-pri/': downloadRoute(state),
    '/actions/': responseRoute(state),
    '/oauth/v2/authorize': authorizeRoute(state, consent),
  }
}

function places(state: State) {
  return {
    /** Where the Web API is, for `slackApiUrl`. */
    apiUrl: `${state.url}/api/`,
    /** Where people are asked whether the app may be installed, for `authorizationUrl`. */
    authorizationUrl: `${state.url}/oauth/v2/authorize`,
    app: state.app,
    clock: state.clock,
    state,
  }
}

function seeding(state: State, workspace: Workspace) {
  return {
    addWorkspace: (seed?: WorkspaceSeed) => addWorkspace(state, seed),
    addUser: (seed: UserSeed, to: Workspace = workspace) => addUser(state, to, seed),
    addChannel: (seed: ChannelSeed, to: Workspace = workspace) => addChannel(state, to, seed),
    /** A file of somebody, to be said with a message: `say({ user, text, files: [slack.addFile(…)] })`. */
    addFile: (seed: FileSeed) => addFile(state, seed),
  }
}

function failing(state: State) {
  return {
    /** Makes the next calls of a method fail; `*` means any method. */
    fail: (method: string, failure: Failure, { times = 1, retryAfterSeconds = 1 }: FaultOptions = {}) => {
      state.faults.push({ method, failure, times, retryAfterSeconds })
    },
  }
}
