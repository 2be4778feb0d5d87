import { type Reply, unheard } from '../../agent/reply.ts'
import { createTranscript } from '../../agent/transcript.ts'
import { toDate } from '../../platform/clock.ts'
import { releaseHeld } from '../../tools/outbox.ts'
import { codeIn, type Speaker, spoilCodes } from './identity.ts'
import type { Entry } from './inbox.ts'
import { afterAttempts } from './interrupted.ts'
import { wasIntroduced } from './introduced.ts'
import { isLost } from './lease.ts'
import type { Office } from './office.ts'
import { callerOf, portOf } from './parts.ts'
import { type AttachedFile, type Content, type Live, type Shown, shownOf } from './port.ts'
import { postOnce, tryLater, wordsOnly } from './post.ts'
import { publish } from './publish.ts'
import type { Settled } from './settled.ts'
import { stemFlood, tellAlone, turnAway } from './strangers.ts'
import type { Thread } from './threads.ts'

/** A message that is being answered, and by whom it was written. */
export type Hearing = {
  entry: Entry
  said: Extract<Content, { kind: 'message' }>
  speaker: Extract<Speaker, { known: true }>
  signal: AbortSignal
}

/** Answers a message: its person, their conversation, the mind, and what may be shown where. Faults: those of the port. */
export async function hear(
  office: Office,
  { entry, said, signal }: Pick<Hearing, 'entry' | 'said' | 'signal'>,
): Promise<Settled> {
  const flood = await stemFlood(office, entry)
  if (flood) return flood
  const port = portOf(office, entry.place)
  const personal = entry.place.scope === 'personal'
  if (!personal) await spoilCodes(office, said.text)
  const before = await linkedBefore(office, entry)
  const heard = personal && !before ? said.text : undefined
  const speaker = await office.identities.speaker(port, entry.person, heard)
  const code = codeIn(said.text, true)
  if (!speaker.known) {
    const publicly = code && !personal && speaker.words
    const words = publicly ? `${speaker.words} ${overheard}` : speaker.words
    return turnAway(office, entry, { words, always: code !== undefined })
  }
  if (personal && (await office.references.keep(entry.person, entry.place)))
    await releaseHeld(office.waist.db.reads, speaker.user, office.waist.clock.now())
  const linked = speaker.linked ?? before
  if (linked === 'code') {
    const words = `Thank you, ${speaker.name}: this account is linked with you now. What can I do for you?`
    return { posted: await tellAlone(office, entry, words), shown: wordsOnly(words) }
  }
  if (linked) await tellOfLink(office, entry, speaker.name)
  return answer(office, { entry, said, speaker, signal })
}

const overheard =
  'Others could read this code, so it works for nobody any more. Tell me a new one, one to one only.'

/** How an attempt before this one, which was cut off, linked this person: they are still to be told. */
async function linkedBefore(
  { waist }: Office,
  { person: { platform, tenant, subject }, attempts, startedAt }: Entry,
): Promise<'code' | 'address' | undefined> {
  if (attempts === 1) return undefined
  const row = await waist.db.reads.platformIdentity.findUnique({
    where: { platform_tenant_subject: { platform, tenant, subject }, createdAt: { gte: toDate(startedAt) } },
    select: { proof: true },
  })
  return row ? (row.proof === 'code' ? 'code' : 'address') : undefined
}

/** People who are linked by their address did not ask for it, so they are told before anything else. */
async function tellOfLink(office: Office, entry: Entry, name: string): Promise<void> {
  const words = `I know you as ${name}: your account here is linked with your account of Parley now. If that is not you, write “unlink my account”.`
  const { person, place } = entry
  const port = portOf(office, place)
  if (place.scope !== 'personal') return port.whisper(place, person, words)
  await postOnce(port, { place, shown: wordsOnly(words), key: `${entry.id}:linked` }, entry.attempts > 1)
}

const startOver = /^\s*(?:please\s+)?(?:start over|start again|new (?:conversation|chat|topic))[\s.!]*$/i

async function answer(office: Office, hearing: Hearing): Promise<Settled> {
  const { entry, said, speaker } = hearing
  const { place } = entry
  const fresh = place.scope === 'personal' && !place.thread && startOver.test(said.text)
  const thread = await threadFor(office, hearing, fresh)
  if (fresh) {
    const words = `A fresh start, ${speaker.name}. What can I do for you?`
    return { posted: await tellAlone(office, entry, words), shown: wordsOnly(words) }
  }
  const after = await afterAttempts(office, entry, thread)
  const live = after === 'again' ? begin(office, entry) : undefined
  try {
    const reply = typeof after === 'object' ? after.instead : await think(office, hearing, { thread, live })
    if (isLost(hearing.signal)) throw hearing.signal.reason
    tryLater(entry, reply.fault)
    const shown = shownIn(reply, said.files)
    const { discreet, fault } = reply
    const posted = await publish(office, entry, { shown, discreet, said: said.text, thread, live })
    return { posted, shown, ...(fault ? { fault: fault.code } : {}) }
  } catch (error) {
    await live
      ?.leave()
      .catch((left: unknown) =>
        office.waist.log.warn({ err: left, entry: entry.id }, 'signs of work were not taken away'),
      )
    throw error
  }
}

function begin(office: Office, { id, person, place, attempts }: Entry): Live {
  return portOf(office, place).answer(place, { key: id, person, again: attempts > 1 })
}

/** The conversation of this thread; an attempt that was cut off is gone on with in the same one. */
async function threadFor(office: Office, { entry, speaker }: Hearing, fresh: boolean): Promise<Thread> {
  const { conversation, place } = entry
  const known = conversation ? await office.threads.find(place, speaker.user) : undefined
  // The thread may have gone over to another conversation since.
  if (known && conversation) return { ...known, conversation }
  const thread = await office.threads.open(place, { user: speaker.user, fresh })
  if (!fresh) await office.inbox.note(entry, thread.conversation)
  return thread
}

/** Hands the message to the agent. Its conversation begins under the id that the thread has for it. */
async function think(
  { waist, converse }: Office,
  { entry, said, speaker, signal }: Hearing,
  { thread, live }: { thread: Thread; live: Live | undefined },
): Promise<Reply> {
  const caller = callerOf(entry.person)
  const { conversation } = thread
  const known = await waist.db.reads.conversation.findUnique({
    where: { id: conversation },
    select: { id: true },
  })
  const opened = known ? undefined : await createTranscript(waist, caller).open({ id: conversation })
  if (opened && !opened.ok) return unheard(opened.result)
  return converse({
    ...caller,
    text: said.text,
    conversation,
    messageId: entry.id,
    introduced: await wasIntroduced(waist, entry, { user: speaker.user, conversation }),
    signal: live ? AbortSignal.any([signal, live.stopped]) : signal,
    // Where others read along nothing is shown before it is known what may be.
    ...(live && entry.place.scope === 'personal'
      ? { onText: (chunk) => live.text(chunk), onCall: (step) => live.step(step) }
      : {}),
  })
}

/** The reply as it is shown, and what is said of files, which are not read. */
function shownIn(reply: Reply, files: readonly AttachedFile[]): Shown {
  const shown = { ...shownOf(reply), ...(reply.mode === 'claude' && !reply.fault ? { feedback: true } : {}) }
  if (files.length === 0) return shown
  const words = `I did not open ${files.length === 1 ? 'your file' : `your ${files.length} files`}: I cannot read files here yet.`
  return { ...shown, text: `${shown.text}\n\n${words}`.trim() }
}
