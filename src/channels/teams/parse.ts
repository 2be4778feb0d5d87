import { z } from 'zod'
import { Fault } from '../../platform/fault.ts'
import type { Arrival, AttachedFile, Content, Person, Place } from '../desk/port.ts'
import { readPress } from './card-actions.ts'

const text = z.string().min(1).max(2_000)
const account = z.object({
  id: text,
  name: z.string().optional(),
  aadObjectId: z.string().optional(),
  role: z.string().optional(),
})

/** What of an activity is read; the rest is passed over. */
const activitySchema = z.object({
  type: text,
  id: text,
  name: z.string().optional(),
  timestamp: z.string().optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url(),
  from: account,
  recipient: account,
  conversation: z.object({
    id: text,
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
    isGroup: z.boolean().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: text }).optional() }).optional(),
  text: z.string().optional(),
  textFormat: z.string().optional(),
  replyToId: z.string().optional(),
  action: z.string().optional(),
  entities: z.array(z.looseObject({ type: z.string() })).optional(),
  attachments: z
    .array(
      z.object({ contentType: z.string(), name: z.string().optional(), content: z.unknown().optional() }),
    )
    .optional(),
  value: z.unknown().optional(),
})
export type TeamsActivity = z.output<typeof activitySchema>

/** An activity, read. Faults: invalid, for what Teams would not send. */
export function parseActivity(body: unknown): TeamsActivity {
  const parsed = activitySchema.safeParse(body)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ')
  throw new Fault('invalid', 'This is not an activity of Teams.', { internal: `activity: ${fields}` })
}

/** Who acts: the object of Entra in its tenant, never a name. Undefined for bots and for who has no account. */
export function personOf({ from, conversation, channelData }: TeamsActivity): Person | undefined {
  const tenant = tenantOf({ conversation, channelData })
  if (!tenant || !from.aadObjectId || from.role === 'bot' || from.id.startsWith('28:')) return undefined
  return { platform: 'teams', tenant, subject: from.aadObjectId.toLowerCase() }
}

/** The tenant that an activity comes from; one that names two is of none. */
export function tenantOf({
  conversation,
  channelData,
}: Pick<TeamsActivity, 'conversation' | 'channelData'>): string | undefined {
  const named = [conversation.tenantId, channelData?.tenant?.id].filter((one) => one !== undefined)
  return new Set(named).size === 1 ? named[0] : undefined
}

const scopes = { personal: 'personal', groupChat: 'group', channel: 'channel' } as const

/** Where it was said. What does not say of itself that it is one to one is not. */
export function placeOf({ conversation, serviceUrl }: TeamsActivity, tenant: string): Place {
  const [channel = '', ...rest] = conversation.id.split(';messageid=')
  const type = conversation.conversationType ?? ''
  const thread = rest.at(-1)
  return {
    platform: 'teams',
    tenant,
    channel,
    ...(thread ? { thread } : {}),
    scope: type in scopes ? scopes[type as keyof typeof scopes] : 'group',
    service: serviceUrl,
  }
}

/** What a message says to the desk; undefined for edits, reactions and what holds nothing. */
export function arrivalOf(activity: TeamsActivity): Arrival | undefined {
  const person = personOf(activity)
  if (activity.type !== 'message' || !person) return undefined
  const content = contentOf(activity)
  return content && toArrival(activity, person, { content, stamp: stampOf(activity, person) })
}

/** A button of a card. Clicks on one button are told apart by the ids of their invokes. */
export function clickOf(activity: TeamsActivity, person: Person): Arrival | undefined {
  const press = readPress(dataOf(activity))
  if (!press) return undefined
  const message = activity.replyToId
  const content: Content = { kind: 'click', ...press, ...(message ? { message } : {}) }
  return toArrival(activity, person, { content, stamp: [message ?? '', press.token, activity.id].join(':') })
}

/** What somebody thought of an answer, by the buttons that Teams shows below it. */
export function feedbackOf(activity: TeamsActivity, person: Person): Arrival | undefined {
  const value = feedbackSchema.safeParse(activity.value)
  const message = activity.replyToId
  if (!value.success || !message) return undefined
  const verdict = value.data.actionValue.reaction === 'like' ? 'good' : 'bad'
  return toArrival(activity, person, { content: { kind: 'feedback', message, verdict }, stamp: activity.id })
}

const feedbackSchema = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']) }),
})

const actionSchema = z.object({
  action: z.object({ verb: z.string().optional(), data: z.unknown().optional() }),
})

/** The verb of the button of an adaptive card's invoke. */
export function verbOf({ value }: TeamsActivity): string | undefined {
  return actionSchema.safeParse(value).data?.action.verb
}

function dataOf({ type, value }: TeamsActivity): unknown {
  return type === 'invoke' ? actionSchema.safeParse(value).data?.action.data : value
}

function toArrival(
  activity: TeamsActivity,
  person: Person,
  { content, stamp }: Pick<Arrival, 'content' | 'stamp'>,
): Arrival {
  const place = placeOf(activity, person.tenant)
  return {
    person,
    place,
    event: `${place.channel}:${activity.id}`,
    stamp: `${place.channel}:${stamp}`,
    content,
  }
}

/** One person says one thing in a millisecond; a copy under another id tells the same time. */
function stampOf({ id, timestamp }: TeamsActivity, { subject }: Person): string {
  return timestamp ? `${subject}:${timestamp}` : id
}

function contentOf(activity: TeamsActivity): Content | undefined {
  const message = activity.replyToId
  const said = wordsOf(activity)
  const files = (activity.attachments ?? []).flatMap(fileOf)
  if (said || files.length > 0) return { kind: 'message', text: said, files }
  const press = readPress(activity.value)
  return press && { kind: 'click', ...press, ...(message ? { message } : {}) }
}

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
})

/** The words without the mention of the bot itself; other people who are mentioned stay by name. */
function wordsOf({ text: raw = '', textFormat, entities = [], recipient }: TeamsActivity): string {
  const own = entities.flatMap((entity) => {
    const mention = mentionSchema.safeParse(entity)
    return mention.success && mention.data.mentioned.id === recipient.id ? [mention.data.text] : []
  })
  const rest = own.reduce((words, mention) => words.replaceAll(mention, ''), raw)
  const plain = rest.replace(/<at(?:\s[^<>]*)?>([^<>]*)<\/at>/gi, '$1').replace(/&nbsp;|\u00a0/g, ' ')
  return (textFormat === 'xml' ? unescaped(plain) : plain).trim()
}

function unescaped(words: string): string {
  const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' }
  return words
    .replace(/<[^<>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => characters[name] ?? '')
}

const downloadSchema = z.object({ fileType: z.string().catch('') })

/** Files alone: Teams adds the words of a message as HTML and quotes as cards, which are no files. */
function fileOf({
  contentType,
  name = 'file',
  content,
}: NonNullable<TeamsActivity['attachments']>[number]): AttachedFile[] {
  if (contentType === 'application/vnd.microsoft.teams.file.download.info') {
    const { fileType } = downloadSchema.catch({ fileType: '' }).parse(content)
    return [{ name, type: fileType, bytes: 0 }]
  }
  const isFile =
    /^(image|audio|video)\//.test(contentType) || /^application\/(?!vnd\.microsoft\.)/.test(contentType)
  return isFile ? [{ name, type: contentType, bytes: 0 }] : []
}
