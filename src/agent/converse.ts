import type { Actor, Persona } from '../access/actor.ts'
import type { Credential } from '../access/credential.ts'
import { databaseFault } from '../db/fault.ts'
import { Fault, toFault } from '../platform/fault.ts'
import { issueButtons, tokenOf } from '../tools/button.ts'
import type { Call } from '../tools/call.ts'
import { invoke } from '../tools/invoke.ts'
import type { Waist } from '../tools/waist.ts'
import { replyGiven } from './given.ts'
import type { MadeCall, MindReply, Speaker, Turn } from './mind.ts'
import { type Minds, think } from './minds.ts'
import { noticeForOutsiders } from './notice.ts'
import { isDiscreet, type Reply, replyOf, unheard, withTokens } from './reply.ts'
import { createTranscript, type Heard, type Transcript } from './transcript.ts'

/** Words that came in through a door, with what proves who wrote them. */
export type Incoming = Pick<Call, 'door' | 'address' | 'userAgent'> & {
  credential: Credential
  text: string
  /** Goes on where this conversation stopped; otherwise a new one begins. */
  conversation?: string
  persona?: string
  /** The id under which the message is stored, so that a door that comes back with it gets the answer it was given. */
  messageId?: string
  signal?: AbortSignal
  /** True when the person was told a short while ago, in another conversation, who answers here. */
  introduced?: boolean
  /** Told as a mind's calls begin and end, for doors that show the work. */
  onCall?: (step: { id: string; title: string; state: 'working' | 'done' | 'failed' }) => void
  /** Text as it grows, for doors that stream. */
  onText?: (text: string) => void
  /** Told as soon as the message is stored, so that a broken stream can be taken up again. */
  onHeard?: (conversation: string) => void
}

export type Converse = (incoming: Incoming) => Promise<Reply>

/** One message in, one reply out: stored, answered by a mind whose calls all go through the waist, and stored again. */
export function createConverse(waist: Waist, minds: Minds): Converse {
  return async (incoming) => {
    try {
      const actor = await waist.authenticate(incoming.credential)
      if (incoming.text.trim() === '') return await helpOnly(waist, minds, { incoming, actor })
      const transcript = createTranscript(waist, incoming)
      const opened = await conversationOf(transcript, incoming)
      if (!opened.ok) return unheard(opened.result)
      const said = { text: incoming.text, id: incoming.messageId }
      const heard = await transcript.hear(opened.value.id, said)
      if (!heard.ok) return unheard(heard.result, opened.value.id)
      if (heard.value.answer) return replyGiven(waist, opened.value.id, heard.value.answer)
      incoming.onHeard?.(opened.value.id)
      return await answer(waist, minds, {
        incoming,
        actor,
        conversation: opened.value.id,
        heard: heard.value,
        transcript,
      })
    } catch (error) {
      return unheard(await refusedAtTheDoor(waist, incoming, error), incoming.conversation)
    }
  }
}

type Heeding = { incoming: Incoming; actor: Actor; conversation: string; heard: Heard }

async function answer(
  waist: Waist,
  minds: Minds,
  heeding: Heeding & { transcript: Transcript },
): Promise<Reply> {
  const startedAt = performance.now()
  const { incoming, actor, conversation, transcript } = heeding
  const turn = turnOf(waist, heeding)
  const { mode, reply, cards, confirmations } = await heed(waist, minds, { turn, conversation, actor })
  const calls = turn.made.map(({ tool, input, initiator, result }) => ({
    tool,
    input,
    outcome: result.outcome,
    initiator,
  }))
  const processingMs = Math.round(performance.now() - startedAt)
  const kept = await transcript.answer(conversation, {
    reply,
    mode,
    calls,
    cards,
    confirmations,
    processingMs,
    answers: incoming.messageId,
  })
  const token = (id: string) => tokenOf(waist.secret, id)
  return {
    conversation,
    mode,
    reply: reply.text,
    calls,
    asks: reply.asks ?? null,
    confirmations: confirmations.map(({ id, tool, button }) => ({ id, tool, token: token(button) })),
    cards: cards.map((card) => withTokens(waist.secret, card)),
    discreet: isDiscreet(waist.tools, calls),
    ...(kept.outcome === 'done' || kept.outcome === 'pending' ? {} : { fault: kept.fault }),
  }
}

/** Thinks, and makes the cards. What goes wrong after something was done says what was done. */
async function heed(
  waist: Waist,
  minds: Minds,
  {
    turn,
    conversation,
    actor,
  }: Pick<Heeding, 'conversation' | 'actor'> & { turn: ReturnType<typeof turnOf> },
) {
  try {
    const thought = await think(minds, turn)
    const reply = introduce(thought.reply, turn)
    return {
      mode: thought.mode,
      reply,
      ...(await showCards(waist, { conversation, actor, reply, made: turn.made })),
    }
  } catch (error) {
    const deeds = turn.made.flatMap(({ tool, result }) => {
      const known = waist.tools.get(tool)
      return result.outcome === 'done' && known?.effect !== 'read' ? [known?.title ?? tool] : []
    })
    if (deeds.length === 0) throw error
    const { code } = databaseFault(error) ?? toFault(error)
    throw new Fault(
      code,
      `Something went wrong before I could answer, but this was done: ${deeds.join(', ')}. Please look before you ask again.`,
      { cause: error },
    )
  }
}

/** An empty message asks for help; it is neither stored nor does it begin a conversation. */
async function helpOnly(
  waist: Waist,
  minds: Minds,
  { incoming, actor }: Pick<Heeding, 'incoming' | 'actor'>,
): Promise<Reply> {
  const persona = actor.personas[0] ?? 'candidate'
  const heard = { id: '', conversation: { id: '', persona }, history: [] }
  const { reply } = await think(minds, turnOf(waist, { incoming, actor, conversation: '', heard }))
  return replyOf(reply.text, incoming.conversation)
}

async function conversationOf(transcript: Transcript, { conversation, persona }: Incoming) {
  if (conversation) return { ok: true as const, value: { id: conversation } }
  return transcript.open(persona ? { persona } : {})
}

function turnOf(
  waist: Waist,
  { incoming, actor, conversation, heard }: Heeding,
): Turn & { made: MadeCall[] } {
  const made: MadeCall[] = []
  let steps = 0
  const { credential, door, address, userAgent, signal } = incoming
  return {
    text: incoming.text,
    ...(conversation ? { conversation } : {}),
    speaker: speakerOf(actor, heard.conversation.persona as Persona),
    now: waist.clock.now(),
    history: heard.history,
    introduced: incoming.introduced ?? false,
    tools: [...waist.tools.values()].filter((tool) => tool.audience !== 'internal'),
    may: (tool) => actor.rights.decide(tool.permission.resource, tool.permission.action).allowed,
    made,
    call: async (tool, input, asked) => {
      const call: Call = {
        credential,
        door,
        tool,
        input,
        ...(conversation ? { conversation } : {}),
        ...asked,
      }
      if (address) call.address = address
      if (userAgent) call.userAgent = userAgent
      if (signal) call.signal = signal
      steps += 1
      const step = { id: String(steps), title: waist.tools.get(tool)?.title ?? tool }
      const shown = asked.initiator === 'mind' ? incoming.onCall : undefined
      shown?.({ ...step, state: 'working' })
      const result = await invoke(waist, call)
      shown?.({ ...step, state: result.outcome === 'failed' ? 'failed' : 'done' })
      const one: MadeCall = { tool, input, initiator: asked.initiator, result }
      made.push(one)
      return one
    },
    emit: incoming.onText ?? (() => undefined),
    signal: signal ?? new AbortController().signal,
  }
}

function speakerOf({ id, name, kind, timeZone, language }: Actor, persona: Persona): Speaker {
  return { id, name, kind, timeZone, language, persona }
}

/** The first reply to an outsider begins with the notice that they write with software. */
function introduce(reply: MindReply, turn: Turn): MindReply {
  const first = !turn.history.some((message) => message.author === 'parley')
  if (!first || turn.speaker.kind === 'internal') return reply
  return { ...reply, text: `${noticeForOutsiders}\n\n${reply.text}` }
}

/** Cards of what was done, and of what waits: their buttons are stored for the speaker alone. */
async function showCards(
  waist: Waist,
  {
    conversation,
    actor,
    reply,
    made,
  }: { conversation: string; actor: Actor; reply: MindReply; made: readonly MadeCall[] },
) {
  const bound = { allowed: [actor.id], conversation }
  const cards = await Promise.all(reply.cards.map((card) => issueButtons(waist, card, bound)))
  const confirmations: { id: string; tool: string; button: string }[] = []
  for (const { result } of made) {
    if (result.outcome !== 'pending') continue
    const card = await issueButtons(waist, result.confirmation.card, bound)
    cards.push(card)
    confirmations.push({
      id: result.confirmation.id,
      tool: result.confirmation.tool,
      button: card.buttons[0]?.id ?? '',
    })
  }
  return { cards, confirmations }
}

/** Whoever could not be let in is recorded by the waist like any refused call. */
async function refusedAtTheDoor(waist: Waist, incoming: Incoming, error: unknown) {
  const fault = databaseFault(error) ?? toFault(error)
  const unauthenticated = fault.code === 'unauthenticated'
  if (!unauthenticated) waist.log.error({ err: error }, 'a message could not be answered')
  const { credential, door } = incoming
  const address = incoming.address ? { address: incoming.address } : {}
  const tried = unauthenticated
    ? await invoke(waist, {
        credential,
        door,
        ...address,
        tool: 'start_conversation',
        input: {},
        initiator: 'person',
      })
    : undefined
  return tried && tried.outcome !== 'done'
    ? tried
    : { outcome: 'failed' as const, call: '', fault: new Fault(fault.code, fault.message) }
}
