import { bring, type Carry, type Delivery, type Parcel } from './delivery.ts'
import { eventParcel, newEventId, subscriptionOf } from './events.ts'
import type { Json } from './json.ts'
import type { State, Workspace } from './state.ts'

/** Where everything that goes to the app goes through. */
export type PostOffice = {
  /** Delivers an event to an app that has subscribed to it; nothing otherwise. */
  event(workspace: Workspace, event: Json): Promise<readonly Delivery[]>
  send(parcel: Parcel): Promise<Delivery>
  /** Brings a delivery once more, as a platform that repeats itself: under its own event id or under a new one. */
  again(delivery: Delivery, how?: Repeat): Promise<readonly Delivery[]>
  deliveries: Delivery[]
}

export type Repeat = { copies?: number; newEventId?: boolean }

type Way = { carry: () => Carry; subscriptions: ReadonlySet<string> | undefined }

export function postOffice(state: State, { carry, subscriptions }: Way): PostOffice {
  const deliveries: Delivery[] = []
  const send = async (parcel: Parcel) => {
    // A copy, since what the message says may change while it is on its way, and later.
    const delivery = await bring(state, { ...parcel, payload: structuredClone(parcel.payload) }, carry())
    deliveries.push(delivery)
    return delivery
  }
  return {
    deliveries,
    send,
    again: ({ type, payload }, { copies = 1, newEventId: fresh = false } = {}) =>
      Promise.all(
        Array.from({ length: copies }, () =>
          send({ type, payload: fresh ? { ...payload, event_id: newEventId() } : payload }),
        ),
      ),
    event: async (workspace, event) => {
      if (subscriptions !== undefined && !subscriptions.has(subscriptionOf(event))) return []
      return [await send(eventParcel(state, workspace, event))]
    },
  }
}
