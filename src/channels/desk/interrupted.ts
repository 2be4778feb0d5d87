import { deedsOf } from '../../activity/query.ts'
import { type Reply, replyOf } from '../../agent/reply.ts'
import { createTranscript } from '../../agent/transcript.ts'
import type { Entry } from './inbox.ts'
import type { Office } from './office.ts'
import { callerOf } from './parts.ts'
import type { Thread } from './threads.ts'

/** Attempts after which an answer is given up, in words. */
export const mostAttempts = 5

/** again: the message can be taken up (again) · answered: its answer is stored and only to be shown · else: what is said instead. */
export type After = 'again' | 'answered' | { instead: Reply }

/**
 * How a message goes on after the attempts before this one. One that had changed something is not made again: the person
 * is told what was done, and so is whoever was tried too often.
 */
export async function afterAttempts(office: Office, entry: Entry, thread: Thread): Promise<After> {
  if (entry.attempts === 1) return 'again'
  if (await isAnswered(office, entry)) return 'answered'
  const deeds = await deedsBefore(office, entry, thread)
  // Attempts that ended before a conversation was noted never came to the mind: the platform was down.
  const tooOften = entry.conversation !== undefined && entry.attempts > mostAttempts
  if (deeds.length === 0 && !tooOften) return 'again'
  const words =
    deeds.length > 0
      ? `I was interrupted before I could answer, but this was done: ${deeds.join(', ')}. Please look before you ask again.`
      : 'I tried several times and could not answer this. Nothing was changed; please ask me again in a while.'
  await keep(office, entry, { words, thread })
  return { instead: replyOf(words, thread.conversation) }
}

/** True when an answer to this message is stored. */
async function isAnswered({ waist }: Office, { id }: Entry): Promise<boolean> {
  const found = await waist.db.reads.message.findUnique({ where: { answers: id }, select: { id: true } })
  return found !== null
}

/** What the attempts before this one changed, by the titles of the tools. */
async function deedsBefore({ waist }: Office, entry: Entry, thread: Thread): Promise<string[]> {
  const all = [...waist.tools.values()]
  const without = all.filter(({ audience }) => audience === 'internal').map(({ name }) => name)
  const deeds = await deedsOf(waist.db.reads, {
    actor: thread.user,
    conversation: thread.conversation,
    from: entry.startedAt,
    initiator: 'mind',
    without,
  })
  return deeds.map((tool) => waist.tools.get(tool)?.title ?? tool)
}

/** The conversation shows these words too, and a further attempt finds them as the answer. */
async function keep(
  { waist }: Office,
  entry: Entry,
  { words, thread }: { words: string; thread: Thread },
): Promise<void> {
  const kept = await createTranscript(waist, callerOf(entry.person)).answer(thread.conversation, {
    reply: { text: words, cards: [], tainted: false },
    mode: 'guided',
    calls: [],
    cards: [],
    confirmations: [],
    processingMs: 0,
    answers: entry.id,
  })
  if (kept.outcome !== 'done')
    waist.log.warn({ entry: entry.id }, 'the notice of an interruption was not kept')
}
