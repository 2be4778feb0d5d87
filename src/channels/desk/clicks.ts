import { type Clicked, click } from '../../agent/click.ts'
import { toDate } from '../../platform/clock.ts'
import { buttonOf } from '../../tools/button.ts'
import { afterClick } from './card-after.ts'
import type { Copy } from './copies.ts'
import { exposes } from './exposure.ts'
import type { Entry } from './inbox.ts'
import { answerAt } from './inbox-look.ts'
import type { Office } from './office.ts'
import { callerOf, portOf } from './parts.ts'
import type { Content, Posted, Shown } from './port.ts'
import { bindShown, postOnce, tryLater, wordsOnly } from './post.ts'
import { publish } from './publish.ts'
import type { Settled } from './settled.ts'
import { reshow } from './show.ts'

type Press = Extract<Content, { kind: 'click' }>

/**
 * Makes a click for whoever clicked. One that does nothing changes no card, and its person alone is told why. One that
 * was done shows its outcome where the card was; a copy of a card is shown anew. Faults: those of the port.
 */
export async function pressed(office: Office, entry: Entry, press: Press): Promise<Settled> {
  const { waist } = office
  const { person } = entry
  const port = portOf(office, entry.place)
  const speaker = await office.identities.speaker(port, person)
  const caller = callerOf(person)
  const { token, message, fields } = press
  const made = { token, ...(message ? { message } : {}), ...(fields ? { fields } : {}) }
  if (!speaker.known) {
    // Nobody's click changes nothing and is recorded as what was tried.
    await click(waist, { ...caller, credential: { kind: 'none' }, ...made })
    return nothingDone(office, entry, speaker.words)
  }
  const clicked = await click(waist, { ...caller, ...made })
  const done = clicked.outcome === 'done' || (await wasMade(office, entry, { token, user: speaker.user }))
  if (!done) tryLater(entry, clicked.fault)
  if (!done) return refused(office, entry, { clicked, press, user: speaker.user })
  const copy = await copyAt(office, entry, { press, user: speaker.user })
  if (copy) return { shown: await reshow(office, copy.id), posted: copy.posted }
  const told = clicked.outcome === 'done' ? clicked : { ...clicked, reply: 'This is done.', cards: [] }
  return showOutcome(office, entry, { clicked: told, button: buttonOf(waist.secret, token) ?? '', message })
}

/** True when an attempt before this one, which was cut off, made this very click. */
async function wasMade(
  { waist }: Office,
  { attempts, startedAt }: Entry,
  { token, user }: { token: string; user: string },
): Promise<boolean> {
  if (attempts === 1) return false
  const id = buttonOf(waist.secret, token) ?? ''
  const used = await waist.db.reads.button.findFirst({
    where: { id, usedBy: user, usedAt: { gte: toDate(startedAt) } },
    select: { id: true },
  })
  return used !== null
}

/** The copy of a card that was sent out, when it was on that one that somebody clicked. */
async function copyAt(
  { copies }: Office,
  { person: { platform }, place: { channel } }: Entry,
  { press: { message }, user }: { press: Press; user: string },
): Promise<Copy | undefined> {
  const copy = message === undefined ? undefined : await copies.at({ platform, message, user, channel })
  // A message elsewhere may have the same name, and what it shows is for its reader.
  return copy?.user === user ? copy : undefined
}

/** Words for the one who clicked, who alone sees them. */
async function nothingDone(office: Office, entry: Entry, words: string | undefined): Promise<Settled> {
  if (words === undefined) return { fault: 'stranger_unanswered' }
  await portOf(office, entry.place).whisper(entry.place, entry.person, words)
  return { shown: wordsOnly(words), fault: 'stranger' }
}

/** What was decided meanwhile is shown on the card too, so that its buttons do not promise what is past. */
async function refused(
  office: Office,
  entry: Entry,
  { clicked, press, user }: { clicked: Clicked; press: Press; user: string },
): Promise<Settled> {
  const code = clicked.fault?.code ?? clicked.outcome
  await portOf(office, entry.place).whisper(entry.place, entry.person, clicked.reply)
  const past = code === 'expired' || code === 'conflict'
  const copy = past ? await copyAt(office, entry, { press, user }) : undefined
  if (copy) await reshow(office, copy.id)
  return { shown: wordsOnly(clicked.reply), fault: code }
}

async function showOutcome(
  office: Office,
  entry: Entry,
  { clicked, button, message }: { clicked: Clicked; button: string; message: string | undefined },
): Promise<Settled> {
  const { conversation, cards, reply, discreet } = clicked
  const outcome: Shown = { text: cards.length > 0 ? '' : reply, markdown: false, cards, generated: false }
  if (entry.place.scope !== 'personal' && (discreet || (await exposes(office, outcome, '')))) {
    if (message) await replace(office, entry, { message, shown: await after({ cards: [], words: 'Done.' }) })
    const posted = await publish(office, entry, { shown: outcome, discreet: true, said: '', quiet: true })
    return { posted, shown: wordsOnly('Done. I have told you the rest in private.') }
  }
  const shown = await after({ cards, words: reply })
  return { posted: await replace(office, entry, { message, shown }), shown }

  function after({ cards, words }: { cards: Clicked['cards']; words: string }) {
    return afterClick(office.waist, { button, conversation, outcome: cards, words })
  }
}

/** Shows it in place of the clicked message; anew, when that is gone or was never named. */
async function replace(
  office: Office,
  entry: Entry,
  { message, shown }: { message: string | undefined; shown: Shown },
): Promise<Posted> {
  const { place, id, attempts } = entry
  const port = portOf(office, place)
  const old = message ? ((await answerAt(office.waist, place, message)) ?? { place, message }) : undefined
  const updated = old && (await port.update(old, shown)) === 'updated'
  const posted = updated ? old : await postOnce(port, { place, shown, key: id }, attempts > 1)
  await bindShown(office, posted, shown)
  return posted
}
