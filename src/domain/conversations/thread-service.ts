import type { Persona } from '../../access/actor.ts'
import type { Conversation, Message, Prisma } from '../../db/generated/client.ts'
import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { conversationPolicy } from './policy.ts'
import { noConversation, ownConversation, viewConversation } from './service.ts'
import { storableText } from './storable.ts'
import { titleFrom, untitled } from './title.ts'

/**
 * Begins a conversation; the same id a second time finds it again. Faults: invalid for a persona that the person does not
 * have, denied for somebody without any, conflict for an id that is taken.
 */
export async function startConversation(
  context: Context,
  { id = context.newId(), persona }: { id?: string | undefined; persona?: Persona | undefined },
) {
  const { actor, tx } = context
  const at = toDate(context.now)
  await tx.conversation.createMany({
    data: [
      {
        id,
        userId: actor.id,
        persona: personaOf(context, persona),
        title: untitled,
        door: context.call.door,
        createdAt: at,
        updatedAt: at,
      },
    ],
    skipDuplicates: true,
  })
  const row = await tx.conversation.findFirst({ where: { AND: [{ id }, context.where(conversationPolicy)] } })
  if (!row) throw new Fault('conflict', 'This id is taken. Leave it out to get a new one.', { field: 'id' })
  return viewConversation(row)
}

/** The persona asked for, or the first one that the person has. Faults: invalid, denied. */
export function personaOf({ actor }: Context, asked: Persona | undefined): Persona {
  const [first] = actor.personas
  if (first === undefined) throw new Fault('denied', 'You hold no role here yet. Ask whoever manages access.')
  if (asked === undefined || actor.personas.includes(asked)) return asked ?? first
  throw new Fault('invalid', `You cannot speak as ${asked} here. Choose one of your own.`, {
    field: 'persona',
    options: actor.personas.map((persona) => ({ id: persona, label: persona })),
  })
}

export type NewMessage = {
  conversation: string
  id?: string | undefined
  answers?: string | undefined
  author: 'person' | 'parley'
  text: string
  mode?: string | undefined
  calls: Prisma.InputJsonValue[]
  cards: Prisma.InputJsonValue[]
  asks?: Prisma.InputJsonValue | undefined
  state?: Prisma.InputJsonValue | undefined
  blocks?: Prisma.InputJsonValue | undefined
  tainted: boolean
  input_tokens: number
  output_tokens: number
  processing_ms?: number | undefined
}

/** How many earlier messages a mind gets to see. */
const remembered = 30

/**
 * Adds a message at the next position and gives back what was said before it. A person's first message names the
 * conversation, and any message takes up an archived one again. The same id a second time adds nothing and gives back
 * the answer, if there is one. Faults: not_found, refused when something other than the program itself speaks for Parley.
 */
export async function addMessage(context: Context, message: NewMessage) {
  const { tx, newId } = context
  if (message.author === 'parley' && context.call.initiator !== 'system')
    throw new Fault('refused', 'Only Parley itself writes its answers.', { field: 'author' })
  const row = await locked(context, message.conversation)
  const known =
    message.id && (await tx.message.findFirst({ where: { id: message.id, conversationId: row.id } }))
  const history = await tx.message.findMany({
    where: { conversationId: row.id, ...(known ? { position: { lt: known.position } } : {}) },
    orderBy: { position: 'desc' },
    take: remembered,
  })
  if (known) return repeated(context, { row, known, history })
  const position = (history[0]?.position ?? 0) + 1
  const first = message.author === 'person' && row.title === untitled
  const id = message.id ?? newId()
  await tx.message.create({ data: { id, conversationId: row.id, position, ...columnsOf(message, context) } })
  const changed = await tx.conversation.update({
    where: { id: row.id },
    data: {
      ...(first ? { title: titleFrom(message.text) } : {}),
      status: 'active',
      inputTokens: { increment: message.input_tokens },
      outputTokens: { increment: message.output_tokens },
      updatedAt: toDate(context.now),
      version: { increment: 1 },
    },
  })
  const { title, persona, status } = viewConversation(changed)
  return {
    id,
    position,
    conversation: { id: row.id, title, persona, status },
    history: history.reverse().map(pastMessage),
  }
}

/** A message that stands already, with what was said before it and what was answered. */
async function repeated(
  { tx }: Context,
  { row, known, history }: { row: Conversation; known: Message; history: Message[] },
) {
  const answer = await tx.message.findUnique({ where: { answers: known.id } })
  const { title, persona, status } = viewConversation(row)
  return {
    id: known.id,
    position: known.position,
    conversation: { id: row.id, title, persona, status },
    history: history.reverse().map(pastMessage),
    ...(answer ? { answer: answerOf(answer) } : {}),
  }
}

function answerOf({ text, mode, calls, cards, asks }: Message) {
  return { text, mode: mode ?? 'guided', calls: calls as unknown[], cards: cards as unknown[], asks }
}

/** Renames, archives or takes up one's own conversation. Faults: not_found, invalid. */
export async function updateConversation(
  context: Context,
  asked: {
    conversation: string
    title?: string | undefined
    status?: 'active' | 'archived' | undefined
    persona?: Persona | undefined
  },
) {
  const row = await ownConversation(context, asked.conversation)
  const { title, status, persona } = asked
  const changed = await context.tx.conversation.update({
    where: { id: row.id },
    data: {
      ...(title === undefined ? {} : { title: titleFrom(title) }),
      ...(status === undefined ? {} : { status }),
      ...(persona === undefined ? {} : { persona: personaOf(context, persona) }),
      updatedAt: toDate(context.now),
      version: { increment: 1 },
    },
  })
  return viewConversation(changed)
}

/** One's own conversation, held until the call ends, so that positions follow each other. Faults: not_found. */
async function locked(context: Context, id: string): Promise<Conversation> {
  await context.tx.$queryRaw`
    select id from conversation where id = ${id}::uuid and user_id = ${context.actor.id}::uuid for update`
  const row = await context.tx.conversation.findFirst({
    where: { AND: [{ id }, context.where(conversationPolicy)] },
  })
  if (!row) throw noConversation()
  return row
}

function columnsOf(message: NewMessage, context: Context) {
  const { author, text, mode, asks, state, blocks, tainted, processing_ms } = message
  return {
    author,
    text: storableText(text),
    ...(mode === undefined ? {} : { mode }),
    calls: message.calls,
    cards: message.cards,
    ...(message.answers === undefined ? {} : { answers: message.answers }),
    ...(asks == null ? {} : { asks }),
    ...(state == null ? {} : { state }),
    ...(blocks == null ? {} : { blocks }),
    tainted: author === 'parley' && tainted,
    inputTokens: message.input_tokens,
    outputTokens: message.output_tokens,
    ...(processing_ms === undefined ? {} : { processingMs: processing_ms }),
    createdAt: toDate(context.now),
  }
}

function pastMessage({ author, text, tainted, state, blocks }: Message) {
  return {
    author: author === 'parley' ? ('parley' as const) : ('person' as const),
    text,
    tainted,
    state,
    blocks,
  }
}
