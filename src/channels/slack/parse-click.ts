import { z } from 'zod'
import type { Arrival, Content, Person, Place } from '../desk/port.ts'
import { personOf, placeOf, privatelyWith, type Seen, scopeOf } from './parse.ts'

const who = {
  user: z.object({ id: z.string(), team_id: z.string().nullish() }),
  team: z.object({ id: z.string() }).nullish(),
}

const clicked = z.object({
  ...who,
  trigger_id: z.string().optional(),
  container: z
    .object({
      message_ts: z.string().nullish(),
      channel_id: z.string().nullish(),
      thread_ts: z.string().nullish(),
    })
    .optional(),
  channel: z.object({ id: z.string() }).nullish(),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).nullish(),
  actions: z
    .array(
      z.object({
        type: z.string().optional(),
        action_id: z.string(),
        action_ts: z.string(),
        value: z.string().nullish(),
        url: z.string().nullish(),
      }),
    )
    .min(1),
})

/** A click on something of ours, as far as its body tells. */
export type Clicked = {
  person: Person
  place: Place
  message: string | undefined
  trigger: string | undefined
  action: { id: string; value: string; isLink: boolean }
  /** The identity of this very click. */
  stamp: string
}

export function parseClicked(body: unknown, seen: Seen): Clicked | undefined {
  const parsed = clicked.safeParse(body)
  const action = parsed.data?.actions[0]
  if (!parsed.success || !action) return undefined
  const { user, team, container, channel, message, trigger_id } = parsed.data
  const where = channel?.id ?? container?.channel_id
  const thread = message?.thread_ts ?? container?.thread_ts
  const ts = message?.ts ?? container?.message_ts ?? undefined
  return {
    person: personOf(user.team_id ?? team?.id ?? seen.tenant, user.id),
    // What is clicked in the App Home stands in no channel.
    place: where
      ? { ...placeOf(seen, where, scopeOf(where)), ...(thread ? { thread } : {}) }
      : privatelyWith(seen, user.id),
    message: ts,
    trigger: trigger_id,
    action: { id: action.action_id, value: action.value ?? '', isLink: Boolean(action.url) },
    stamp: [where ?? user.id, ts ?? 'home', action.action_ts, user.id].join(':'),
  }
}

/** The arrival that a click becomes. */
export function arrivalOf({ person, place, stamp }: Clicked, content: Content): Arrival {
  return { person, place, event: `click:${stamp}`, stamp, content }
}

/** What a modal of ours remembers of the click that opened it. */
export const rememberedPlace = z.object({
  channel: z.string(),
  thread: z.string().optional(),
  scope: z.enum(['personal', 'group', 'channel']),
  message: z.string().optional(),
  token: z.string().optional(),
  tool: z.string().optional(),
  /** True when the form holds words that somebody else wrote. */
  tainted: z.boolean().optional(),
})

export type Remembered = z.infer<typeof rememberedPlace>

export function remember(
  { place, message }: { place: Place; message?: string | undefined },
  what: Pick<Remembered, 'token' | 'tool' | 'tainted'>,
): string {
  const kept: Remembered = {
    channel: place.channel,
    scope: place.scope,
    ...(place.thread ? { thread: place.thread } : {}),
    ...(message ? { message } : {}),
    ...what,
  }
  return JSON.stringify(kept)
}

const submitted = z.object({
  ...who,
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().nullish(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.looseObject({}))) }),
  }),
})

/** A form that was sent: who, where it was opened, and what Slack says of its fields. */
export type Submitted = {
  person: Person
  place: Place
  remembered: Remembered
  callback: string
  state: z.infer<typeof submitted>['view']['state']
  stamp: string
}

export function parseSubmitted(body: unknown, seen: Seen): Submitted | undefined {
  const parsed = submitted.safeParse(body)
  const remembered = parsed.success ? recall(parsed.data.view.private_metadata) : undefined
  if (!parsed.success || !remembered) return undefined
  const { user, team, view } = parsed.data
  const { channel, thread, scope } = remembered
  return {
    person: personOf(user.team_id ?? team?.id ?? seen.tenant, user.id),
    place: { ...placeOf(seen, channel, scope), ...(thread ? { thread } : {}) },
    remembered,
    callback: view.callback_id,
    state: view.state,
    stamp: `view:${view.id}:${user.id}`,
  }
}

function recall(metadata: string | null | undefined): Remembered | undefined {
  try {
    return rememberedPlace.safeParse(JSON.parse(metadata ?? '')).data
  } catch {
    return undefined
  }
}

const shortcut = z.object({
  ...who,
  callback_id: z.string(),
  trigger_id: z.string(),
  channel: z.object({ id: z.string() }).nullish(),
  message: z
    .object({
      text: z.string().nullish(),
      ts: z.string(),
      thread_ts: z.string().optional(),
      user: z.string().nullish(),
    })
    .nullish(),
})

/** own: true when the person wrote the message themselves. */
export type Shortcut = {
  person: Person
  place: Place
  callback: string
  trigger: string
  text: string
  own: boolean
}

/** A shortcut, with the words of the message it was used on. */
export function parseShortcut(body: unknown, seen: Seen): Shortcut | undefined {
  const parsed = shortcut.safeParse(body)
  if (!parsed.success) return undefined
  const { user, team, callback_id, trigger_id, message } = parsed.data
  return {
    person: personOf(user.team_id ?? team?.id ?? seen.tenant, user.id),
    // Notes are nobody else's business, so what comes of them is told one to one.
    place: privatelyWith(seen, user.id),
    callback: callback_id,
    trigger: trigger_id,
    text: message?.text ?? '',
    own: message?.user === user.id,
  }
}

const suggesting = z.object({ ...who, value: z.string().nullish() })

/** Who is choosing from a list, and what they have typed so far. */
export function parseSuggesting(body: unknown, seen: Seen): { person: Person; words: string } | undefined {
  const parsed = suggesting.safeParse(body)
  if (!parsed.success) return undefined
  const { user, team, value } = parsed.data
  return { person: personOf(user.team_id ?? team?.id ?? seen.tenant, user.id), words: value ?? '' }
}
