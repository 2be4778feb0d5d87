import { setTimeout } from 'node:timers/promises'
import { toFault } from '../../platform/fault.ts'
import { httpStatus } from '../../platform/http-status.ts'
import type { Log } from '../../platform/log.ts'
import type { Arrival, ChannelPort, Desk, Person, Place, Shown } from '../desk/port.ts'
import { verbs } from './card-actions.ts'
import { workingCard } from './card-notices.ts'
import type { Consents } from './consent.ts'
import { clickOf, feedbackOf, placeOf, type TeamsActivity, verbOf } from './parse.ts'
import { attached, renderTexts } from './render.ts'

export type InvokeParts = {
  desk: Pick<Desk, 'take' | 'settled' | 'reshow'>
  consents: Consents
  port: Pick<ChannelPort, 'update'>
  /** The messages that show something in a place. */
  render: (place: Place, shown: Shown) => Promise<readonly { attachments?: readonly unknown[] }[]>
  log: Log
  /** Milliseconds for which a click waits for its outcome; Teams itself gives up after ten seconds. */
  patienceMs: number
}

/** What Teams is answered; it takes an empty answer for none and asks again. */
export type InvokeAnswer = { statusCode: number; type: string; value: unknown } | Record<string, never>

type Asked = { activity: TeamsActivity; person: Person; place: Place }

/** Answers an invoke of Teams, always with something that Teams can show. */
export async function answerInvoke(
  parts: InvokeParts,
  activity: TeamsActivity,
  person: Person | undefined,
): Promise<InvokeAnswer> {
  try {
    if (!person) return refusal(403, 'NotForBots', 'I work for people with an account of their own only.')
    const asked = { activity, person, place: placeOf(activity, person.tenant) }
    if (activity.name === 'adaptiveCard/action') return await act(parts, asked)
    if (activity.name === 'message/submitAction') return await takeFeedback(parts, asked)
    if (activity.name === 'fileConsent/invoke') {
      await parts.consents.answered(asked.place, activity.value, activity.replyToId)
      return {}
    }
    return refusal(501, 'NotSupported', 'I do not know what to do with this.')
  } catch (error) {
    const fault = toFault(error)
    if (fault.code === 'failed') parts.log.error({ err: error }, 'an invoke of Teams failed')
    return refusal(httpStatus[fault.code], fault.code, fault.message)
  }
}

async function act(parts: InvokeParts, asked: Asked): Promise<InvokeAnswer> {
  const { activity, person } = asked
  const verb = verbOf(activity)
  if (verb === verbs.refresh) return refresh(parts, asked)
  const arrival = verb === verbs.press ? clickOf(activity, person) : undefined
  if (!arrival) return refusal(400, 'BadRequest', 'I do not know this button. Please ask for a fresh card.')
  return click(parts, asked, arrival)
}

/** The outcome when it is there in time; otherwise a sign that it is being worked on, and the card changes later. */
async function click(parts: InvokeParts, asked: Asked, arrival: Arrival): Promise<InvokeAnswer> {
  const { desk, patienceMs, log } = parts
  const event = { event: arrival.event, platform: 'teams' } as const
  await desk.take(arrival)
  const settled = await desk.settled(event, patienceMs)
  if (settled) return toAnswer(parts, asked.place, settled)
  // Elsewhere than one to one the card is not its clicker's alone, and no sign may take its place for others.
  const card = asked.place.scope === 'personal' ? (await current(parts, asked))?.cards.at(-1) : undefined
  const meanwhile = await desk.settled(event, 0)
  if (meanwhile) return toAnswer(parts, asked.place, meanwhile)
  if (!card) return said('Working on it…')
  void lookAgain(parts, asked, arrival).catch((error: unknown) =>
    log.warn({ err: error }, 'a card that is being worked on was not shown anew'),
  )
  return ofCard(workingCard(card))
}

/** Milliseconds after which whoever clicked sees the card as it is, whatever became of the click. */
const longestMs = 20_000
/** Milliseconds in which an answer to Teams has surely arrived there. */
const underWayMs = 1_000

/**
 * Shows the card anew after the sign that it is worked on. A click that was refused changes no card, and a change that
 * overtook that sign was hidden by it.
 */
async function lookAgain({ desk, port }: InvokeParts, asked: Asked, { event }: Arrival): Promise<void> {
  await desk.settled({ event, platform: 'teams' }, longestMs)
  await setTimeout(underWayMs)
  const message = asked.activity.replyToId
  const shown = message ? await desk.reshow(asked.person, message) : undefined
  if (message && shown) await port.update({ place: asked.place, message }, shown)
}

/** The card as its reader may see it now; the one that they have stays when there is nothing to show them. */
async function refresh(parts: InvokeParts, asked: Asked): Promise<InvokeAnswer> {
  const shown = await current(parts, asked)
  return shown ? toAnswer(parts, asked.place, shown) : said('There is nothing newer to show.')
}

/** Milliseconds for the reading of a card while Teams waits for an answer. */
const readMs = 3_000

/** What the card shows its reader now; undefined when it is none of ours, or that takes too long. */
async function current({ desk }: InvokeParts, { activity, person }: Asked): Promise<Shown | undefined> {
  if (!activity.replyToId) return undefined
  const late = new AbortController()
  const shown = desk.reshow(person, activity.replyToId)
  try {
    return await Promise.race([shown, setTimeout(readMs, undefined, { signal: late.signal })])
  } finally {
    late.abort()
  }
}

async function takeFeedback({ desk }: InvokeParts, { activity, person }: Asked): Promise<InvokeAnswer> {
  const arrival = feedbackOf(activity, person)
  if (!arrival) return refusal(400, 'BadRequest', 'I could not read this.')
  await desk.take(arrival)
  return {}
}

/** What is shown as a card takes the place of the card; words alone are told and leave it as it is. */
async function toAnswer({ render }: InvokeParts, place: Place, shown: Shown): Promise<InvokeAnswer> {
  if (shown.cards.length === 0) return said(renderTexts(shown).join('\n\n'))
  const activities = await render(place, shown)
  const card = activities.flatMap(({ attachments = [] }) => attachments).at(-1)
  return card && isAttachedCard(card) ? ofCard(card.content) : said(shown.text)
}

function isAttachedCard(attachment: unknown): attachment is { contentType: string; content: unknown } {
  return typeof attachment === 'object' && attachment !== null && 'content' in attachment
}

function ofCard(card: unknown): InvokeAnswer {
  return { statusCode: 200, type: attached(card).contentType, value: card }
}

function said(words: string): InvokeAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words }
}

function refusal(statusCode: number, code: string, message: string): InvokeAnswer {
  return { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } }
}
