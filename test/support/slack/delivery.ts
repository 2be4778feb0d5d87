import type { Json } from './json.ts'
import { filled } from './json.ts'
import type { State } from './state.ts'

/** What is brought to the app, and as what. */
export type Parcel = { type: 'events_api' | 'interactive' | 'slash_commands'; payload: Json }

export type Retry = { number: number; reason: string }

/** How the app answered once: its status, or that it was too late or could not be reached. */
export type Attempt = {
  status: number | 'timeout' | 'unreachable'
  ms: number
  body: string
  retry?: Retry
  noRetry?: boolean
}

/** Everything that came of one parcel. More attempts are added as Slack tries again. */
export type Delivery = {
  type: Parcel['type']
  payload: Json
  eventId: string | undefined
  attempts: Attempt[]
  /** True when the app took it. */
  acknowledged: boolean
}

export type Carry = (parcel: Parcel, retry: Retry | undefined) => Promise<Attempt>

/** How long after the attempt before it each of the others comes. */
const pauses = [0, 60_000, 300_000]

/**
 * Brings a parcel to the app. An event that is not taken is brought again at once, a minute later and five minutes
 * later by the fake's clock; interactions and commands are brought once. Resolves after the attempts that need no wait.
 */
export async function bring(state: State, parcel: Parcel, carry: Carry): Promise<Delivery> {
  const delivery: Delivery = {
    type: parcel.type,
    payload: parcel.payload,
    eventId: filled(parcel.payload.event_id),
    attempts: [],
    acknowledged: false,
  }
  const attempt = async (retry: Retry | undefined) => {
    const outcome = await carry(parcel, retry)
    delivery.attempts.push(outcome)
    delivery.acknowledged ||= isTaken(outcome)
    if (delivery.acknowledged || parcel.type !== 'events_api' || refusesMore(outcome)) return
    const number = (retry?.number ?? 0) + 1
    const pause = pauses[number - 1]
    const next = { number, reason: reasonOf(outcome) }
    if (pause === 0) await attempt(next)
    else if (pause !== undefined) state.clock.after(pause, () => attempt(next))
  }
  await attempt(undefined)
  return delivery
}

function isTaken({ status }: Attempt): boolean {
  return typeof status === 'number' && status >= 200 && status < 300
}

/** The app may ask for no more, which Slack heeds except when it never heard. */
function refusesMore({ status, noRetry }: Attempt): boolean {
  return noRetry === true && status !== 'timeout'
}

function reasonOf({ status }: Attempt): string {
  if (status === 'timeout') return 'http_timeout'
  return status === 'unreachable' ? 'connection_failed' : 'http_error'
}
