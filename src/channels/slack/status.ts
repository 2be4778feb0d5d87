import type { Log } from '../../platform/log.ts'
import type { Person, Place } from '../desk/port.ts'
import type { Room, Rooms } from './rooms.ts'
import type { Timers } from './timers.ts'

/** Slack takes the words away after two minutes. */
const refreshMs = 100_000

export type Status = { hide(): void; end(): Promise<void> }

type StatusParts = { rooms: Rooms; timers: Timers; log: Log }

/**
 * The sign of work in a thread: words under the message box, and the session's "processing", which offers people the
 * Stop button. A sign that cannot be given holds up no answer.
 */
export function showStatus(parts: StatusParts, place: Place, person: Person): Status {
  const { thread } = place
  if (!thread) return { hide: () => undefined, end: async () => undefined }
  const sign = signIn(parts, place, thread)
  let shown = true
  let cancel: (() => void) | undefined
  const refresh = () => {
    cancel = parts.timers.after(refreshMs, () => {
      if (!shown) return
      refresh()
      void sign.words(working)
    })
  }
  const hide = () => {
    shown = false
    cancel?.()
  }
  refresh()
  const begun = Promise.all([sign.words(working), sign.session('processing', person)])
  return {
    hide,
    end: async () => {
      const stillShown = shown
      hide()
      await begun
      await Promise.all([sign.session('active'), ...(stillShown ? [sign.words('')] : [])])
    },
  }
}

const working = 'is working on it…'

/** The two signs that Slack has. Neither throws. */
function signIn({ rooms, log }: StatusParts, place: Place, thread: string) {
  const tryTo = async (work: (room: Room) => Promise<unknown>) => {
    try {
      await rooms.in(place, work)
    } catch (error) {
      log.debug({ err: error }, 'Slack took no status')
    }
  }
  return {
    words: (status: string) =>
      tryTo(({ client, place: { channel } }) =>
        client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status }),
      ),
    session: (status: 'processing' | 'active', initiator?: Person) =>
      tryTo(({ client, place: { channel } }) =>
        client.agents.sessions.setStatus({
          channel_id: channel,
          thread_ts: thread,
          status,
          ...(initiator ? { initiator_user_id: initiator.subject } : {}),
        }),
      ),
  }
}
