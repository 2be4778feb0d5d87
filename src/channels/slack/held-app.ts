import { App, type ReceiverEvent } from '@slack/bolt'
import { z } from 'zod'

const some = z.looseObject({})
const named = z.looseObject({ id: z.string() })
const placed = z.union([z.string(), some]).optional()

const happened = z.looseObject({
  team_id: z.string().nullish(),
  authorizations: z.array(some).nullish(),
  event: z.looseObject({
    type: z.string(),
    channel: placed,
    user: placed,
    item: some.optional(),
    subteam: some.optional(),
    assistant_thread: some.optional(),
    message: some.optional(),
    previous_message: some.optional(),
  }),
})

const acted = z.looseObject({
  type: z.string(),
  user: named,
  team: named.nullish(),
  channel: named.optional(),
  actions: z.array(some).min(1).optional(),
  view: z.looseObject({ id: z.string() }).optional(),
})

const inView = acted.extend({ type: z.literal(['view_submission', 'view_closed']), view: named })

const commanded = z.looseObject({ command: z.string(), user_id: z.string(), team_id: z.string().nullish() })

/** What Bolt takes for granted in everything that Slack sends; it throws where something else stands. */
function isReadable(body: ReceiverEvent['body']): boolean {
  if (body.event !== undefined) return happened.safeParse(body).success
  if (body.command !== undefined) return commanded.safeParse(body).success
  const kind = String(body.type).startsWith('view_') ? inView : acted
  return kind.safeParse(body).success
}

/**
 * Bolt acknowledges an event before its listeners have stored it. This one does so after they are done: when they
 * throw, Slack gets no acknowledgement and sends the event again. Clicks, commands and forms are acknowledged by their
 * listeners, since their answers may say something; what nobody acknowledged is, so that nobody waits for nothing.
 */
export class HeldApp extends App {
  /** Told of what cannot be read at all. */
  onUnreadable: (body: unknown) => void = () => undefined

  override async processEvent(event: ReceiverEvent): Promise<void> {
    if (!isReadable(event.body)) {
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
