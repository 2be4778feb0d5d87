import type { Reply, ShownCard } from '../../agent/reply.ts'

/** Platforms where people write to Parley and are written to later. */
export type Platform = 'slack' | 'teams'

/** Somebody as their platform proved them: a Slack user of a workspace, an Entra object id of a tenant. */
export type Person = { platform: Platform; tenant: string; subject: string }

/** Where something is said. */
export type Place = {
  platform: Platform
  tenant: string
  /** Channel of Slack, conversation of Teams without its thread. */
  channel: string
  /** The message that the others hang on, where they do. */
  thread?: string
  /** personal: nobody else reads along. */
  scope: 'personal' | 'group' | 'channel'
  /** The address of the service that carries it, where the platform has several. */
  service?: string
}

/** A message that was posted: where, with the thread in which answers to it arrive, and its id there. Long words take several; the last carries the cards. */
export type Posted = { place: Place; message: string; before?: readonly string[] }

/** What somebody did, as the platform's own shapes and names are gone. */
export type Content =
  | { kind: 'message'; text: string; files: readonly AttachedFile[] }
  /** A button of ours: its token, the message that shows it, and what was filled in on its form. */
  | { kind: 'click'; token: string; message?: string; fields?: Readonly<Record<string, string>> }
  /** A tool that the platform's own menus call, such as a shortcut's form, with what was filled in; tainted by the words of somebody else. */
  | { kind: 'act'; tool: string; fields: Readonly<Record<string, string>>; tainted?: boolean }
  /** What somebody thought of an answer. */
  | { kind: 'feedback'; message: string; verdict: 'good' | 'bad' }

export type AttachedFile = { name: string; type: string; bytes: number }

/** One delivery of a platform: stored before it is acknowledged, worked on after. */
export type Arrival = {
  person: Person
  place: Place
  /** The platform's id of this delivery. */
  event: string
  /** Channel and timestamp of what was said; two events that tell of one message have the same. */
  stamp: string
  content: Content
}

/** How the platform vouches for a person. `address` is one that the platform itself has confirmed. */
export type Profile = {
  name: string
  address: string | undefined
  /** member: of an allowed workspace or tenant. Guests, bots, those of foreign organisations and those who have left are not. */
  standing: 'member' | 'guest' | 'bot' | 'foreign' | 'deactivated'
}

/** What is to be said: words, and cards below them. */
export type Shown = {
  text: string
  /** True for the Markdown of a model; otherwise the words are plain. */
  markdown: boolean
  cards: readonly ShownCard[]
  /** True for what a model wrote, which platforms label. */
  generated: boolean
  /** True when people are asked whether the answer was good. */
  feedback?: boolean
}

/** A tool call as it goes on, for platforms that show the work. */
export type Step = { id: string; title: string; state: 'working' | 'done' | 'failed' }

/** An answer on its way: its growing words are shown where the platform can, and the end is always told. */
export type Live = {
  text(chunk: string): void
  step(step: Step): void
  /** Aborts when the person stopped the answer on the platform itself; running out of the platform's time does not. */
  readonly stopped: AbortSignal
  /** Ends with the whole answer, whatever was shown of it before. */
  finish(shown: Shown): Promise<Posted>
  /** Ends without an answer here: the signs of work are taken away. */
  leave(): Promise<void>
}

export type FileToSend = { name: string; type: string; title: string; bytes: Uint8Array }

/**
 * One platform, as the desk uses it. Every method throws a Fault: `limited` and `unavailable` are worth another try,
 * `refused` and `not_found` are not, and a place that takes no more messages is `not_found` on its `place`.
 */
export type ChannelPort = {
  readonly platform: Platform
  profile(person: Person): Promise<Profile>
  /** Where this person is written to one to one; opened when there is none yet. */
  privatePlace(person: Person): Promise<Place>
  /**
   * Begins an answer in this place: a sign of work, and streaming where the platform has it. `key` marks its message.
   * `again`: an attempt before this one may have left half an answer there, which is taken away.
   */
  answer(place: Place, turn: { key: string; person: Person; again?: boolean }): Live
  /** Posts something whole. The key is put into the message's metadata, where the platform keeps any. */
  post(place: Place, shown: Shown, key: string): Promise<Posted>
  /** Replaces a posted message; gone when it is not there any more. */
  update(posted: Posted, shown: Shown): Promise<'updated' | 'gone'>
  /** The message that was posted here under this key, where the platform can be asked for it. */
  find(place: Place, key: string): Promise<Posted | undefined>
  /** Says something that only this person sees, where the platform can; one to one otherwise. */
  whisper(place: Place, person: Person, text: string): Promise<void>
  /** Hands over a file; `asked` when the person has to accept it first. */
  sendFile(place: Place, file: FileToSend, key: string): Promise<'sent' | 'asked'>
}

/** What the desk offers the channels, which own the requests of their platforms. */
export type Desk = {
  /** Stores what arrived, once, and has it worked on. Resolves when it is stored: only then may it be acknowledged. */
  take(arrival: Arrival): Promise<'new' | 'seen'>
  /** Stops the answer that is being worked on in this thread, when this person asked for it. */
  stop(place: Place, person: Person): Promise<boolean>
  /** Works on everything that waits in a thread, in order. The queue calls this for a thread that was named to it. */
  work(thread: string): Promise<void>
  /** Waits until what arrived under this event is settled, at most so long; what it came to when it was in time. */
  settled(
    event: Pick<Arrival, 'event'> & { platform: Platform },
    patienceMs: number,
  ): Promise<Shown | undefined>
  /**
   * What a posted message shows this person now, under their own rights; undefined when it is nothing of ours, or nothing
   * for them. Platforms ask when somebody opens an old card.
   */
  reshow(person: Person, message: string): Promise<Shown | undefined>
  /** True for a member of an allowed workspace or tenant; what others are linked to counts for nothing. Faults: those of the port. */
  isMember(person: Person): Promise<boolean>
}

/** A reply as a platform is to show it. */
export function shownOf(reply: Pick<Reply, 'reply' | 'mode' | 'cards'>): Shown {
  const claude = reply.mode === 'claude'
  return { text: reply.reply, markdown: claude, cards: reply.cards, generated: claude }
}

/** What an order of messages is kept under: the thread, or the whole channel where there is none. */
export function threadOf({ platform, tenant, channel, thread }: Place): string {
  return [platform, tenant, channel, thread].filter(Boolean).join(':')
}
