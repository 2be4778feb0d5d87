import { setTimeout as wait } from 'node:timers/promises'
import { type App, SocketModeReceiver } from '@slack/bolt'
import { Fault } from '../../platform/fault.ts'
import type { Log } from '../../platform/log.ts'
import { refusalOf, slackFault } from './fault.ts'
import { slackLog } from './log.ts'
import { faultIn } from './workspaces.ts'

/** Milliseconds before the connection is tried again, at first and at most. */
const delay = { first: 1_000, most: 30_000 }

export type Socket = {
  /** Connects, and stays connected. A Fault when Slack refuses the token; what passes by is tried again. */
  start(): Promise<void>
  stop(): Promise<void>
}

type Settings = { appToken: string; apiUrl: string | undefined; log: Log }

/**
 * Socket Mode on the same listeners. The library's own way of connecting again ends the whole program when Slack cannot
 * be reached at that moment, so it is left to us.
 */
export function createSocket(app: App, settings: Settings): Socket {
  const { log } = settings
  const receiver = receiverOf(settings)
  receiver.init(app)
  const { client } = receiver
  const ending = new AbortController()
  let gone = () => {
    // Nobody waits for the end of a connection yet.
  }
  client.on('disconnected', () => gone())

  /** Connects once; what comes back resolves when the connection is gone. */
  const connect = async (): Promise<Connection> => {
    const closed = new Promise<void>((resolve) => {
      gone = resolve
    })
    await client.start()
    return { closed }
  }

  return {
    start: async () => {
      const first = await tried(connect, log)
      void stay({ connect, ending: ending.signal, log }, first).catch((error: unknown) =>
        log.error({ err: slackFault(error) }, 'Socket Mode ended for good'),
      )
    },
    stop: async () => {
      ending.abort()
      await receiver.stop()
      gone()
    },
  }
}

type Connection = { closed: Promise<void> }
type Staying = { connect: () => Promise<Connection>; ending: AbortSignal; log: Log }

/** Connects again whenever the connection is gone, after a pause that grows. */
async function stay({ connect, ending, log }: Staying, first: Connection | undefined): Promise<void> {
  let connection = first
  for (let failures = 0; !ending.aborted; failures += 1) {
    if (connection) {
      await connection.closed
      failures = 0
    }
    connection = undefined
    const ms = Math.min(delay.most, delay.first * 2 ** failures)
    if (await stillGoing(ending, ms)) connection = await tried(connect, log)
  }
}

function receiverOf({ appToken, apiUrl, log }: Settings): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: slackLog(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: connecting(apiUrl) },
    // What is not acknowledged comes again, unless there is nobody here to whom it could.
    processEventErrorHandler: async ({ error }) => faultIn(error)?.code === 'not_found',
  })
}

function connecting(apiUrl: string | undefined) {
  return {
    timeout: 15_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  }
}

/** What Slack answers when trying again is of no use. */
const hopeless = new Set([
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_allowed_token_type',
  'not_authed',
  'token_revoked',
])

/** Undefined when it did not work this time. Throws when it never will at the start. */
async function tried<T>(connect: () => Promise<T>, log: Log): Promise<T | undefined> {
  try {
    return await connect()
  } catch (error) {
    const fault = slackFault(error)
    const refusal = refusalOf(error)
    log.warn({ err: fault, refusal }, 'Slack was not reached by Socket Mode')
    if (refusal && hopeless.has(refusal)) throw refused(refusal)
    return undefined
  }
}

/** False when the program is ending. */
async function stillGoing(signal: AbortSignal, ms: number): Promise<boolean> {
  try {
    await wait(ms, undefined, { signal, ref: false })
    return true
  } catch (error) {
    if (signal.aborted) return false
    throw error
  }
}

function refused(refusal: string): Fault {
  return new Fault(
    'invalid',
    'Parley cannot start with these settings. Slack does not accept SLACK_APP_TOKEN; it begins with xapp- and needs the scope connections:write.',
    { field: 'SLACK_APP_TOKEN', internal: refusal },
  )
}
