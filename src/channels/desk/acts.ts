import { deedsOf } from '../../activity/query.ts'
import { type ShownCard, withTokens } from '../../agent/reply.ts'
import { toFault } from '../../platform/fault.ts'
import { issueButtons } from '../../tools/button.ts'
import type { Result } from '../../tools/call.ts'
import { inputFrom } from '../../tools/form-fields.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Entry } from './inbox.ts'
import type { Office } from './office.ts'
import { callerOf, portOf } from './parts.ts'
import type { Content } from './port.ts'
import { tryLater, wordsOnly } from './post.ts'
import { publish } from './publish.ts'
import type { Settled } from './settled.ts'
import { tellAlone, turnAway } from './strangers.ts'

type Act = Extract<Content, { kind: 'act' }>
type Feedback = Extract<Content, { kind: 'feedback' }>

/** Makes a call of the platform's own menus for whoever filled in its form, and shows the outcome. Faults: those of the port. */
export async function act(office: Office, entry: Entry, { tool, fields, tainted }: Act): Promise<Settled> {
  const { waist } = office
  const speaker = await office.identities.speaker(portOf(office, entry.place), entry.person)
  if (!speaker.known) return turnAway(office, entry, { words: speaker.words, always: true, tried: tool })
  const caller = callerOf(entry.person)
  if (entry.attempts > 1 && (await wasDone(office, entry, { tool, user: speaker.user })))
    return doneBefore(office, entry, tool)
  const result = await invoke(waist, {
    ...caller,
    tool,
    input: inputOf(office, { tool, fields }),
    initiator: 'person',
    ...(tainted ? { tainted } : {}),
  })
  if (result.outcome !== 'done') {
    if (result.outcome !== 'pending') tryLater(entry, result.fault)
    const words = result.outcome === 'pending' ? 'This waits for a confirmation.' : result.fault.message
    return { posted: await tellAlone(office, entry, words), shown: wordsOnly(words), fault: result.outcome }
  }
  const cards = await cardsOf(office, speaker.user, result)
  const shown = { text: cards.length > 0 ? '' : 'Done.', markdown: false, cards, generated: false }
  const discreet = waist.tools.get(tool)?.public !== true
  return { posted: await publish(office, entry, { shown, discreet, said: '', quiet: true }), shown }
}

/** True when an attempt before this one made the call: its record says so. */
async function wasDone(
  { waist }: Office,
  { startedAt: from }: Entry,
  { tool, user: actor }: { tool: string; user: string },
): Promise<boolean> {
  return (await deedsOf(waist.db.reads, { actor, from, initiator: 'person' })).includes(tool)
}

async function doneBefore(office: Office, entry: Entry, tool: string): Promise<Settled> {
  const title = office.waist.tools.get(tool)?.title ?? tool
  const words = `I was interrupted, but this was done: ${title}.`
  return { posted: await tellAlone(office, entry, words), shown: wordsOnly(words) }
}

/** A field that the tool does not have is left for the waist to refuse, and to record. */
function inputOf({ waist }: Office, { tool, fields }: Pick<Act, 'tool' | 'fields'>): Record<string, unknown> {
  const known = waist.tools.get(tool)
  if (!known) return {}
  try {
    return inputFrom(known, Object.keys(fields), fields)
  } catch (error) {
    waist.log.warn({ internal: toFault(error).internal, tool }, 'a form asks for what its tool does not have')
    return { ...fields }
  }
}

async function cardsOf(
  { waist }: Office,
  user: string,
  { card }: Extract<Result, { outcome: 'done' }>,
): Promise<ShownCard[]> {
  if (!card) return []
  const issued = await issueButtons(waist, card, { allowed: [user], conversation: undefined })
  return [withTokens(waist.secret, issued)]
}

/** Keeps what somebody thought of an answer in the record of their conversation. Faults: those of the port. */
export async function takeFeedback(office: Office, entry: Entry, { verdict }: Feedback): Promise<Settled> {
  const speaker = await office.identities.speaker(portOf(office, entry.place), entry.person)
  if (!speaker.known)
    return turnAway(office, entry, { words: undefined, always: false, tried: 'rate_answer' })
  const thread = await office.threads.find(entry.place, speaker.user)
  const caller = callerOf(entry.person)
  const result = thread
    ? await invoke(office.waist, {
        ...caller,
        tool: 'rate_answer',
        input: { conversation: thread.conversation, verdict },
        initiator: 'person',
        conversation: thread.conversation,
      })
    : undefined
  const words =
    result?.outcome === 'done'
      ? 'Thank you, that helps.'
      : 'I could not find that answer any more, but thank you for telling me.'
  await portOf(office, entry.place).whisper(entry.place, entry.person, words)
  return { shown: wordsOnly(words), ...(result?.outcome === 'done' ? {} : { fault: 'not_found' }) }
}
