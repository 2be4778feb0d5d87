import type { Temporal } from 'temporal-polyfill'
import type { Db } from '../db/client.ts'
import { toDate } from '../platform/clock.ts'

/** An effect on the outer world that leaves after commit. The key makes it happen once. */
export type Delivery = {
  effectKey: string
  port: 'message' | 'mail' | 'calendar'
  /** Which message, to which people, and the ids of what it is about; the words are made when it is sent. */
  payload: Readonly<Record<string, unknown>> & { template: string; to: readonly string[] }
}

/** Writes a delivery in the transaction of its call; the same effect key a second time adds nothing. */
export async function enqueue(
  tx: Db,
  delivery: Delivery,
  call: { id: string; rowId: string; ownerId: string; now: Temporal.Instant },
): Promise<void> {
  await tx.outbox.createMany({
    data: [
      {
        id: call.rowId,
        kind: 'delivery',
        effectKey: delivery.effectKey,
        callId: call.id,
        ownerId: call.ownerId,
        port: delivery.port,
        payload: delivery.payload as object,
        dueAt: toDate(call.now),
        createdAt: toDate(call.now),
      },
    ],
    skipDuplicates: true,
  })
}
