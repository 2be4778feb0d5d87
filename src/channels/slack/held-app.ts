import { App, type ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'

const named = z.looseObject({ id: z.string() })

/** What Bolt takes for granted in everything that Slack sends. */
const readable = z.union([
  z.looseObject({ event: z.looseObject({ type: z.string() }), team_id: z.string().nullish() }),
  z.looseObject({ command: z.string(), user_id: z.string(), team_id: z.string().nullish() }),
  z.looseObject({ type: z.string(), user: named, team: named.nullish(), view: z.looseObject({}).optional() }),
])

/**
 * Bolt acknowledges an event before its listeners have stored it. This one does so after they are done: when they
 * throw, Slack gets no acknowledgement and sends the event again. Clicks, commands and forms are acknowledged by their
 * listeners, since their answers may say something; what nobody acknowledged is, so that nobody waits for nothing.
 */
export class HeldApp extends App {
  /** Told of what cannot be read at all. */
  onUnreadable: (body: unknown) => void = () => undefined

  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (!readable.safeParse(event.body).success) {
      this.onUnreadable(event.body)
      return event.ack()
    }
    const isEvent = event.body.event !== undefined
    let answered = false
    await super.processEvent({
      ...event,
      ack: async (answer) => {
        if (isEvent) return
        answered = true
        await event.ack(answer)
      },
    })
    if (!answered) await event.ack()
  }
}
