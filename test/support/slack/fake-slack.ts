import { defaultScopes } from './default-scopes.ts'
import type { Attempt, Delivery } from './delivery.ts'
import { newEventId } from './events.ts'
import type { Failure, FaultOptions } from './faults.ts'
import type { Json } from './json.ts'
import { type Letterbox, overHttp, post } from './over-http.ts'
import { addUser, type SlackUser, type UserSeed } from './people.ts'
import { postOffice } from './post-office.ts'
import { channelNamed, messagesOfDm, type Said, type Saying, say } from './said.ts'
import { serve } from './server.ts'
import type { Signing } from './signature.ts'
import {
  type AppSeed,
  type Channel,
  createState,
  type Message,
  type State,
  threadMessages,
  type Workspace,
} from './state.ts'
import { waitFor } from './wait-for.ts'
import { webApi } from './web-api.ts'
import { addChannel, addWorkspace, type ChannelSeed, type WorkspaceSeed } from './workspace.ts'

export type FakeSlackOptions = {
  /** The app as Slack knows it. */
  app?: AppSeed
  /** The workspaces; one that has the app installed when it is left out. */
  workspaces?: readonly WorkspaceSeed[]
  /** Where events, interactions and commands are posted; `connect` sets it later. */
  requestUrl?: string
  /** The events that the app has subscribed to, as its manifest writes them; all when it is left out. */
  subscriptions?: readonly string[]
  /** True: every method takes no more calls than its tier allows, and a channel one message a second. */
  rateLimits?: boolean
  /** How long Slack waits for an answer; three seconds when it is left out. */
  patienceMs?: number
}

export type DeliverOptions = {
  copies?: number
  newEventId?: boolean
  signature?: Signing
  timestamp?: number
}

/**
 * A Slack on loopback, for the real SDKs. It keeps workspaces, people, channels and messages in memory, refuses what
 * Slack refuses, and lets a test do what people do.
 *
 *     const slack = await startFakeSlack()
 *     const rita = slack.addUser({ name: 'Rita Recruiter', email: 'recruiter@northwind.test' })
 *     … start the app with slackApiUrl: slack.apiUrl, token: slack.workspace.bot.token …
 *     slack.connect('http://127.0.0.1:3000/slack/events')
 *     const { channel, message } = await slack.say({ user: rita.id, text: 'find java developers' })
 *     await slack.waitFor(() => slack.dm(rita.id).find(({ bot_id }) => bot_id), 'an answer')
 *     await slack.close()
 */
export async function startFakeSlack(options: FakeSlackOptions = {}) {
  const state = createState({ scopes: defaultScopes, ...options.app })
  const answer = webApi(state, { rateLimits: options.rateLimits ?? false })
  const { url, close } = await serve({
    '/api/': (incoming, response, name) => answer({ incoming, response, name }),
  })
  state.url = url
  const [workspace = addWorkspace(state)] = (options.workspaces ?? []).map((seed) =>
    addWorkspace(state, seed),
  )
  let requestUrl = options.requestUrl
  const letterbox = (): Letterbox => {
    if (requestUrl === undefined)
      throw new Error('The fake Slack was not told where the app is: call connect().')
    return { url: requestUrl, secret: state.app.signingSecret, patienceMs: options.patienceMs ?? 3_000 }
  }
  const subscriptions = options.subscriptions && new Set(options.subscriptions)
  const office = postOffice(state, { carry: () => overHttp(letterbox()), subscriptions })
  return {
    apiUrl: `${url}/api/`,
    url,
    app: state.app,
    clock: state.clock,
    state,
    /** The first workspace. */
    workspace,
    /** Tells where the app listens. */
    connect: (to: string) => {
      requestUrl = to
    },
    addWorkspace: (seed?: WorkspaceSeed): Workspace => addWorkspace(state, seed),
    addUser: (seed: UserSeed, to: Workspace = workspace): SlackUser => addUser(state, to, seed),
    addChannel: (seed: ChannelSeed, to: Workspace = workspace): Channel => addChannel(state, to, seed),
    ...looking(state),
    ...failing(state),
    say: (saying: Saying): Promise<Said> => say(state, office, saying),
    /** Everything that was brought to the app, the oldest first. */
    deliveries: office.deliveries as readonly Delivery[],
    /** Posts a body as it is, signed well or badly, and once again for each copy. */
    deliver: (body: Json | string, how: DeliverOptions = {}): Promise<readonly Attempt[]> =>
      deliver(letterbox(), body, how),
    close: async () => {
      state.clock.stop()
      await close()
    },
  }
}

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>

function looking(state: State) {
  const channel = (id: string): Channel => {
    const holder = [...state.workspaces.values()].find(({ channels }) => channels.has(id))
    if (holder === undefined) throw new Error(`The fake Slack has no channel ${id}.`)
    return channelNamed(holder, id)
  }
  return {
    /** All messages of a channel, answers in threads too, the oldest first. */
    messages: (id: string): readonly Message[] => channel(id).messages,
    thread: (id: string, ts: string): readonly Message[] => threadMessages(channel(id), ts),
    /** What somebody and the bot have said to each other. */
    dm: (user: string): readonly Message[] => messagesOfDm(state, user),
    /** What only this person sees in a channel. */
    ephemerals: (id: string, user: string): readonly Message[] =>
      channel(id).ephemerals.filter(({ recipient }) => recipient === user),
    /** The calls of a method, the oldest first; of all when none is named. */
    calls: (method?: string) => state.calls.filter((call) => method === undefined || call.method === method),
    waitFor,
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

async function deliver(
  letterbox: Letterbox,
  body: Json | string,
  { copies = 1, newEventId: fresh = false, signature = 'good', timestamp }: DeliverOptions,
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = []
  for (let copy = 0; copy < copies; copy += 1) {
    const sent =
      typeof body === 'string' ? body : JSON.stringify(fresh ? { ...body, event_id: newEventId() } : body)
    const form = typeof body === 'string' && !body.startsWith('{')
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
    attempts.push(await post(letterbox, { body: sent, type }, { signing: signature, timestamp }))
  }
  return attempts
}
