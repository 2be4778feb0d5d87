import { z } from 'zod'
import type { Arrival, AttachedFile, Person, Place } from '../desk/port.ts'
import { mentions, plainWords, speaksToAnother } from './words.ts'

/** What Bolt knows of a request: the installation it came to, and who we are there. */
export type Seen = { tenant: string; bot: string | undefined }

/** attended: a message that is ours to answer only where we take part in the thread. */
export type Heard = { arrival: Arrival; attended: boolean }

const file = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
})

const spoken = z.object({
  event_id: z.string(),
  team_id: z.string().nullish(),
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    subtype: z.string().optional(),
    bot_id: z.string().nullish(),
    user: z.string().optional(),
    user_team: z.string().nullish(),
    source_team: z.string().nullish(),
    team: z.string().nullish(),
    text: z.string().nullish(),
    ts: z.string(),
    thread_ts: z.string().optional(),
    channel: z.string(),
    channel_type: z.string().optional(),
    files: z.array(file).nullish(),
  }),
})

/** Edits, deletions, joins and what programs write are no words to us. */
const spokenSubtypes = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

/**
 * A message or a mention. `ignored` when it is not somebody's fresh words to us: edits, deletions, bots, ourselves, and
 * what people say to each other. Undefined when it cannot be read.
 */
export function parseSpoken(body: unknown, seen: Seen): Heard | 'ignored' | undefined {
  const parsed = spoken.safeParse(body)
  if (!parsed.success) return undefined
  const { event, event_id, team_id } = parsed.data
  const text = event.text ?? ''
  if (!spokenSubtypes.has(event.subtype) || event.bot_id || !event.user || event.user === seen.bot)
    return 'ignored'
  const scope = scopeOf(event.channel, event.channel_type)
  const addressed = scope === 'personal' || event.type === 'app_mention' || mentions(text, seen.bot)
  if (!addressed && (!event.thread_ts || speaksToAnother(text, seen.bot))) return 'ignored'
  const tenant = event.user_team ?? event.source_team ?? event.team ?? team_id ?? seen.tenant
  const arrival: Arrival = {
    person: personOf(tenant, event.user),
    place: {
      ...placeOf(seen, event.channel, scope),
      // A message that begins a thread is the root that all answers hang on.
      thread: event.thread_ts ?? event.ts,
    },
    event: event_id,
    stamp: `${event.channel}:${event.ts}`,
    content: { kind: 'message', text: plainWords(text, seen.bot), files: (event.files ?? []).map(attached) },
  }
  return { arrival, attended: !addressed }
}

const commanded = z.object({
  team_id: z.string().nullish(),
  user_id: z.string(),
  text: z.string().nullish(),
  trigger_id: z.string(),
})

/** `/parley words`, which is answered one to one wherever it was written. */
export function parseCommand(body: unknown, seen: Seen): Arrival | undefined {
  const parsed = commanded.safeParse(body)
  if (!parsed.success) return undefined
  const { team_id, user_id, text, trigger_id } = parsed.data
  return {
    person: personOf(team_id ?? seen.tenant, user_id),
    place: privatelyWith(seen, user_id),
    event: `command:${trigger_id}`,
    stamp: `command:${trigger_id}`,
    content: { kind: 'message', text: plainWords(text ?? '', seen.bot), files: [] },
  }
}

const stopped = z.object({
  team_id: z.string().nullish(),
  event: z.object({ channel: z.string(), user: z.string(), thread_ts: z.string() }),
})

/** Whose answer is to stop, and where. */
export function parseStop(body: unknown, seen: Seen): { place: Place; person: Person } | undefined {
  const parsed = stopped.safeParse(body)
  if (!parsed.success) return undefined
  const { event, team_id } = parsed.data
  return {
    person: personOf(team_id ?? seen.tenant, event.user),
    place: { ...placeOf(seen, event.channel, scopeOf(event.channel)), thread: event.thread_ts },
  }
}

export function personOf(tenant: string, subject: string): Person {
  return { platform: 'slack', tenant, subject }
}

export function placeOf({ tenant }: Seen, channel: string, scope: Place['scope']): Place {
  return { platform: 'slack', tenant, channel, scope }
}

/** The direct messages with somebody, by that person's id: the port opens them when something is to be said there. */
export function privatelyWith(seen: Seen, user: string): Place {
  return placeOf(seen, user, 'personal')
}

export function scopeOf(channel: string, type?: string): Place['scope'] {
  if (type === 'im' || (type === undefined && channel.startsWith('D'))) return 'personal'
  return type === 'mpim' ? 'group' : 'channel'
}

function attached({ name, title, mimetype, size }: z.infer<typeof file>): AttachedFile {
  return {
    name: name || title || 'file',
    type: mimetype || 'application/octet-stream',
    bytes: size ?? 0,
  }
}

const opened = z.object({
  team_id: z.string().nullish(),
  event: z.object({
    user: z.string(),
    channel: z.string().optional(),
    tab: z.enum(['home', 'messages']).optional(),
  }),
})

/** Somebody opened our home, or our direct messages. */
export type Opened = { person: Person; tenant: string; tab: 'home' | 'messages'; channel: string | undefined }

export function parseHome(body: unknown, seen: Seen): Opened | undefined {
  const parsed = opened.safeParse(body)
  if (!parsed.success) return undefined
  const { event, team_id } = parsed.data
  return {
    person: personOf(team_id ?? seen.tenant, event.user),
    tenant: seen.tenant,
    tab: event.tab ?? 'home',
    channel: event.channel,
  }
}

const revoked = z.object({ event: z.object({ tokens: z.object({ bot: z.array(z.string()) }) }) })

/** True when the token of the app itself was taken away, and not only that of some person. */
export function revokesOurs(body: unknown): boolean {
  return (revoked.safeParse(body).data?.event.tokens.bot.length ?? 0) > 0
}
