import { randomBytes } from 'node:crypto'
import { type FakeClock, fakeClock } from './clock.ts'
import type { Fault } from './faults.ts'
import type { Json } from './json.ts'
import type { SlackUser } from './user.ts'

export type Message = {
  type: 'message'
  subtype?: string
  ts: string
  user: string
  team: string
  text: string
  thread_ts?: string
  bot_id?: string
  app_id?: string
  client_msg_id?: string
  blocks?: readonly Json[]
  attachments?: readonly Json[]
  metadata?: Json
  edited?: { user: string; ts: string }
  files?: readonly StoredFile[]
  reactions?: { name: string; count: number; users: string[] }[]
  streaming_state?: 'in_progress' | 'completed' | 'errored'
}

/** A message that one person sees. It cannot be asked for again, as in Slack. */
export type Ephemeral = Message & { recipient: string; channel: string }

export type Channel = {
  id: string
  name: string
  kind: 'public' | 'private' | 'im'
  members: Set<string>
  archived: boolean
  /** Shared with another organisation. */
  external: boolean
  messages: Message[]
  ephemerals: Ephemeral[]
}

export type Workspace = {
  id: string
  name: string
  domain: string
  bot: { user: string; id: string; token: string; name: string }
  users: Map<string, SlackUser>
  channels: Map<string, Channel>
  /** The Home tab of each person who has one. */
  homes: Map<string, StoredView>
  /** The modals that each person has open, the uppermost last. */
  modals: Map<string, StoredView[]>
}

export type StoredView = Json & { id: string; hash: string; type: string; blocks: readonly Json[] }

export type StoredFile = {
  id: string
  name: string
  title: string
  mimetype: string
  size: number
  user: string
  url_private: string
  url_private_download: string
  permalink: string
}

/** A file on its way: announced, uploaded, and at last complete. */
export type Upload = { file: StoredFile; announced: number; bytes?: Buffer; shared: boolean }

export type Token = { workspace: Workspace | undefined; kind: 'bot' | 'app'; scopes: ReadonlySet<string> }

/** A call of the Web API as it came, with how it was answered. */
export type Call = {
  method: string
  args: Json
  team: string | undefined
  at: number
  status: number
  error?: string
  answer?: Json
}

/** What an installation by OAuth is exchanged for a token with. */
export type Code = {
  team: string
  user: string
  scopes: readonly string[]
  redirect: string | undefined
  used: boolean
}

export type Trigger = { user: string; team: string; expires: number; used: boolean; view?: string }
export type ResponseUrl = {
  team: string
  channel: string
  user: string
  message?: string
  uses: number
  expires: number
}
export type Stream = {
  channel: string
  ts: string
  startedAt: number
  chunks: Json[]
  /** How task cards are laid out: timeline, plan or dense. */
  display: string
  /** What the stream was begun with, and has to go on with. */
  mode: 'text' | 'chunks' | undefined
  /** True when a person has pressed Stop. */
  stopped: boolean
}
/** A status below a thread, or its end when the words are empty. */
export type Status = {
  team: string
  channel: string
  thread: string
  status: string
  loading: readonly string[]
  at: number
}
export type Session = { status: string; title?: string }

export type State = {
  clock: FakeClock
  app: {
    id: string
    name: string
    clientId: string
    clientSecret: string
    signingSecret: string
    token: string
  }
  /** Scopes that an installation gives the bot. */
  scopes: ReadonlySet<string>
  /** The address of the server, without a slash at its end. */
  url: string
  workspaces: Map<string, Workspace>
  tokens: Map<string, Token>
  codes: Map<string, Code>
  /** Addresses for Socket Mode that have not been used. */
  tickets: Set<string>
  /** Tokens that were good once. */
  revoked: Set<string>
  calls: Call[]
  /** Told of every call after it was answered. */
  onCall: ((call: Call) => void) | undefined
  faults: Fault[]
  uploads: Map<string, Upload>
  triggers: Map<string, Trigger>
  responseUrls: Map<string, ResponseUrl>
  streams: Map<string, Stream>
  statuses: Status[]
  sessions: Map<string, Session>
  prompts: Map<string, readonly Json[]>
  titles: Map<string, string>
  /** An id that no other thing of this fake has. */
  id(prefix: string): string
  /** The timestamp of a new message: later than every other. */
  ts(): string
}

export type AppSeed = Partial<State['app']> & { scopes?: readonly string[] | undefined }

export function createState({ scopes = [], ...app }: AppSeed): State {
  const clock = fakeClock()
  return {
    ...emptyTables(),
    clock,
    app: {
      id: 'A0PARLEY00',
      name: 'Parley',
      clientId: '1111.2222',
      clientSecret: 'fake-client-secret',
      signingSecret: 'fake-signing-secret',
      token: 'xapp-fake',
      ...app,
    },
    scopes: new Set(scopes),
    url: '',
    id: counter(),
    ts: timestamps(clock),
  }
}

function emptyTables() {
  return {
    workspaces: new Map(),
    tokens: new Map(),
    codes: new Map(),
    tickets: new Set<string>(),
    revoked: new Set<string>(),
    calls: [],
    onCall: undefined,
    faults: [],
    uploads: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    streams: new Map(),
    statuses: [],
    sessions: new Map(),
    prompts: new Map(),
    titles: new Map(),
  }
}

function counter(): State['id'] {
  let number = 0
  return (prefix) => {
    number += 1
    return `${prefix}${String(number).padStart(5, '0')}${randomBytes(2).toString('hex').toUpperCase()}`
  }
}

/** Microseconds of the clock, and always one more than the last. */
function timestamps(clock: FakeClock): State['ts'] {
  let last = 0
  return () => {
    last = Math.max(Math.floor(clock.now()) * 1000, last + 1)
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`
  }
}

/** The message of this timestamp, if the channel has it. */
export function findMessage(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts)
}

/** The root of a thread and its answers, the oldest first. */
export function threadMessages(channel: Channel, ts: string): readonly Message[] {
  return channel.messages.filter((message) => message.ts === ts || message.thread_ts === ts)
}
