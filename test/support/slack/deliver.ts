import type { Attempt } from './delivery.ts'
import { newEventId } from './events.ts'
import type { Json } from './json.ts'
import { type Letterbox, post } from './over-http.ts'
import type { Signing } from './signature.ts'

export type DeliverOptions = {
  /** How many times, one after the other. */
  copies?: number
  /** True: each copy has an event id of its own. */
  newEventId?: boolean
  signature?: Signing
  /** Seconds since 1970 that the request claims to be of. */
  timestamp?: number
}

/** Posts a body to the app, and gives how each copy was answered. A text that is no JSON goes as a form. */
export async function deliver(
  letterbox: Letterbox,
  body: Json | string,
  { copies = 1, newEventId: fresh = false, signature = 'good', timestamp }: DeliverOptions = {},
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = []
  for (let copy = 0; copy < copies; copy += 1) {
    const text =
      typeof body === 'string' ? body : JSON.stringify(fresh ? { ...body, event_id: newEventId() } : body)
    const type = text.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded'
    attempts.push(await post(letterbox, { body: text, type }, { signing: signature, timestamp }))
  }
  return attempts
}
