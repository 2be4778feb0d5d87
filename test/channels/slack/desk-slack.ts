import type { ShownCard } from '../../../src/agent/reply.ts'
import type { Person, Place, Shown } from '../../../src/channels/desk/port.ts'
import { createSlackPort } from '../../../src/channels/slack/port.ts'
import { renderMessage } from '../../../src/channels/slack/render.ts'
import { createRooms } from '../../../src/channels/slack/rooms.ts'
import { createStops } from '../../../src/channels/slack/stops.ts'
import type { Timers } from '../../../src/channels/slack/timers.ts'
import { clientOptions, oneWorkspace } from '../../../src/channels/slack/workspaces.ts'
import { createLog } from '../../../src/platform/log.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../support/slack/fake-slack.ts'

/** The port of Slack against a fake one, whose clock moves both. */
export async function openPort(options: FakeSlackOptions = {}) {
  const slack = await startFakeSlack({ subscriptions: [], ...options })
  const log = createLog('silent')
  const workspaces = oneWorkspace(slack.workspace.bot.token, clientOptions(slack.apiUrl, log))
  const rooms = createRooms(workspaces)
  const stops = createStops()
  const timers = timersOf(slack)
  const port = createSlackPort({ workspaces, rooms, render: renderMessage, stops, timers, log })
  const rita = slack.addUser({ name: 'Rita Recruiter', email: 'recruiter@northwind.test' })
  const person: Person = { platform: 'slack', tenant: slack.workspace.id, subject: rita.id }
  return { slack, port, stops, rita, person, timers }
}

export type OpenPort = Awaited<ReturnType<typeof openPort>>

/** The fake's time, for answers. */
export function timersOf(slack: FakeSlack): Timers {
  return {
    now: () => slack.clock.now(),
    after: (ms, run) => {
      let wanted = true
      slack.clock.after(ms, async () => {
        if (wanted) run()
      })
      return () => {
        wanted = false
      }
    },
  }
}

/** Where somebody has just written: the thread that begins with it. */
export async function threadWith({ slack, person }: OpenPort, channel?: string): Promise<Place> {
  const said = await slack.say({ user: person.subject, text: 'hello', ...(channel ? { channel } : {}) })
  return {
    platform: 'slack',
    tenant: person.tenant,
    channel: said.channel.id,
    thread: said.message.ts,
    scope: channel ? 'channel' : 'personal',
  }
}

export function words(text: string, more: Partial<Shown> = {}): Shown {
  return { text, markdown: true, cards: [], generated: true, ...more }
}

export const card: ShownCard = {
  title: 'Move Ana Souza to screened?',
  buttons: [{ label: 'Move', token: 'a-token' }],
}

/** The visible words of posted messages, one after the other. */
export function wordsOf(messages: readonly { blocks?: readonly unknown[] }[]): string {
  return messages.flatMap(({ blocks = [] }) => blocks.flatMap(textsOf)).join('\n')
}

function textsOf(block: unknown): string[] {
  if (typeof block !== 'object' || block === null || !('text' in block)) return []
  const { text } = block
  if (typeof text === 'string') return [text]
  return typeof text === 'object' && text !== null && 'text' in text ? [String(text.text)] : []
}
