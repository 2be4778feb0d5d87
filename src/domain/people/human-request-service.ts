import { toDate, toInstant } from '../../platform/clock.ts'
import type { Context } from '../../tools/tool.ts'

/** A person as those are named who will answer. */
type Handler = { id: string; name: string }

/** What will happen when the person asks for a human, in words. */
export async function planHumanRequest(context: Context): Promise<string> {
  return next(await handlersFor(context), context.actor.email)
}

/**
 * Asks for a human: writes the request and a message to those who handle it. Asked again without a new note while one
 * waits, it says so and sends nothing more.
 */
export async function requestHuman(context: Context, input: { note?: string | undefined }) {
  const { tx, actor } = context
  const handlers = await handlersFor(context)
  const waiting = await tx.humanRequest.findFirst({
    where: { userId: actor.id, status: 'waiting' },
    orderBy: { createdAt: 'desc' },
  })
  if (waiting && (input.note === undefined || input.note === waiting.note)) {
    const asked_at = toInstant(waiting.createdAt).toString()
    return { request: waiting.id, again: true, asked_at, next: next(handlers, actor.email) }
  }
  const id = context.newId()
  await tx.humanRequest.create({
    data: {
      id,
      userId: actor.id,
      conversationId: await ownConversation(context),
      note: input.note ?? '',
      createdAt: toDate(context.now),
    },
  })
  await context.deliver({
    effectKey: `human-request:${id}`,
    port: 'message',
    to: handlers.map((handler) => handler.id),
    tool: 'get_human_request',
    input: { human_request: id },
    weight: 'waits',
    about: { type: 'human_request', id },
  })
  return { request: id, again: false, asked_at: context.now.toString(), next: next(handlers, actor.email) }
}

/** The contact of a candidate, the managers of one's teams, and whoever administers when there is neither. */
async function handlersFor(context: Context): Promise<Handler[]> {
  const { tx, actor } = context
  const self = await tx.user.findUnique({
    where: { id: actor.id },
    select: { candidate: { select: { owner: { select: { id: true, name: true, status: true } } } } },
  })
  const contact = self?.candidate?.owner
  if (contact?.status === 'active') return [{ id: contact.id, name: contact.name }]
  const managers = await holdersOf(context, ['manager'], actor.teams)
  return managers.length > 0 ? managers : await holdersOf(context, ['admin', 'super_admin'])
}

async function holdersOf(context: Context, roles: string[], teams?: readonly string[]): Promise<Handler[]> {
  const at = toDate(context.now)
  const held = { startsAt: { lte: at }, OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] }
  return await context.tx.user.findMany({
    where: {
      status: 'active',
      kind: 'internal',
      id: { not: context.actor.id },
      assignments: { some: { role: { name: { in: roles }, builtIn: true }, ...held } },
      ...(teams === undefined ? {} : { teams: { some: { teamId: { in: [...teams] } } } }),
    },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
}

async function ownConversation({ tx, actor, call }: Context): Promise<string | null> {
  if (call.conversation === undefined) return null
  const own = await tx.conversation.findFirst({
    where: { id: call.conversation, userId: actor.id },
    select: { id: true },
  })
  return own?.id ?? null
}

function next(handlers: readonly Handler[], email: string): string {
  const [first, second, ...others] = handlers.map((handler) => handler.name)
  if (first === undefined) return `Your request is kept, and an answer will come to ${email}.`
  const who =
    others.length > 0 ? `${first}, ${second} and others` : [first, second].filter(Boolean).join(' and ')
  return `${who} will get your request and answer at ${email}.`
}
