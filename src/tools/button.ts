import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '../access/actor.ts'
import type { Db } from '../db/client.ts'
import type { Transaction } from '../db/transaction.ts'
import { toDate } from '../platform/clock.ts'
import { Fault } from '../platform/fault.ts'
import { type Secret, sameText } from '../platform/secret.ts'
import type { Card, CardButton } from './card.ts'
import type { Form } from './form.ts'
import { formComplaints, formFor } from './form-fields.ts'
import type { Waist } from './waist.ts'

/** Days after which a button of an old card asks to be shown anew. */
const days = 7

/** A card as it is stored and sent: its buttons carry the id of their stored call, from which only we can make the token. */
export type IssuedCard = Omit<Card, 'buttons'> & {
  buttons: readonly { id: string; label: string; style?: CardButton['style']; form?: Form }[]
}

/** Stores what each button of a card will do, for the people who may click it. */
export async function issueButtons(
  waist: Waist,
  card: Card,
  bound: { allowed: readonly string[]; conversation: string | undefined },
): Promise<IssuedCard> {
  const now = waist.clock.now()
  const rows = (card.buttons ?? []).map((button) => ({ id: waist.newId(), button }))
  if (rows.length > 0) {
    await waist.db.reads.button.createMany({
      data: rows.map(({ id, button }) => ({
        id,
        label: button.label,
        tool: button.tool,
        input: { ...button.input } as object,
        confirmationId: button.confirmation ?? null,
        conversationId: bound.conversation ?? null,
        allowed: [...bound.allowed],
        asks: [...(button.asks ?? [])],
        expiresAt: toDate(now.add({ hours: days * 24 })),
        createdAt: toDate(now),
      })),
    })
  }
  const buttons = rows.map(({ id, button }) => ({
    id,
    label: button.label,
    ...(button.style ? { style: button.style } : {}),
    ...formOfButton(waist, button),
  }))
  return { ...card, buttons }
}

function formOfButton(waist: Waist, button: CardButton): { form?: Form } {
  const tool = button.asks?.length ? waist.tools.get(button.tool) : undefined
  return tool ? { form: formFor(tool, button) } : {}
}

/**
 * Binds buttons to the posted messages of the answer that shows them: on platforms that name their messages a click has to
 * come from one of these. A card that moves to a new message is bound anew.
 */
export async function bindButtons(
  waist: Waist,
  tokens: readonly string[],
  messages: readonly string[],
): Promise<void> {
  const ids = tokens.flatMap((token) => buttonOf(waist.secret, token) ?? [])
  await waist.db.reads.button.updateMany({ where: { id: { in: ids } }, data: { messages: [...messages] } })
}

/** The form that a click on this button opens; undefined when it asks nothing, or is not ours. */
export async function formOf(waist: Waist, token: string): Promise<Form | undefined> {
  const asking = await askingButton(waist, token)
  return asking && formFor(asking.tool, asking.button)
}

/** What is wrong with a form as it was filled in, by field; empty when the click may be made. Nothing is done. */
export async function checkForm(
  waist: Waist,
  token: string,
  filled: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  const asking = await askingButton(waist, token)
  return asking ? formComplaints(asking.tool, asking.button, filled) : {}
}

async function askingButton(waist: Waist, token: string) {
  const id = buttonOf(waist.secret, token)
  const row = id ? await waist.db.reads.button.findUnique({ where: { id } }) : null
  const tool = row && row.asks.length > 0 ? waist.tools.get(row.tool) : undefined
  if (!row || !tool) return undefined
  return { tool, button: { ...row, input: row.input as Record<string, unknown> } }
}

/** The token that clicks a button: its id and a seal under PARLEY_SECRET, so that nothing secret is stored. */
export function tokenOf(secret: Secret, buttonId: string): string {
  return `${buttonId}.${secret.mac('button', buttonId).slice(0, 22)}`
}

/** The button that a token clicks; undefined when the token was not made by us. */
export function buttonOf(secret: Secret, token: string): string | undefined {
  const id = token.slice(0, 36)
  return /^[0-9a-f-]{36}$/.test(id) && sameText(token, tokenOf(secret, id)) ? id : undefined
}

/** The address of the one person whom a button was made for; undefined when it is for several, or not ours. */
export async function holderOf(waist: Waist, token: string): Promise<string | undefined> {
  const id = buttonOf(waist.secret, token)
  const button = id
    ? await waist.db.reads.button.findUnique({ where: { id }, select: { allowed: true } })
    : null
  const [only, ...others] = button?.allowed ?? []
  if (!only || others.length > 0) return undefined
  return (await waist.db.reads.user.findUnique({ where: { id: only }, select: { email: true } }))?.email
}

/** Those of the buttons that can still be clicked: not used, not expired, what they confirm or cancel still waiting. */
export async function liveButtons(waist: Waist, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const now = toDate(waist.clock.now())
  const found = await waist.db.reads.button.findMany({
    where: { id: { in: [...ids] }, usedAt: null, expiresAt: { gt: now } },
    select: { id: true, confirmationId: true, input: true },
  })
  const live = found.map(({ id, confirmationId, input }) => ({ id, about: confirmationId ?? cancels(input) }))
  const waiting = await waist.db.reads.confirmation.findMany({
    where: {
      id: { in: live.flatMap(({ about }) => about ?? []) },
      status: 'pending',
      expiresAt: { gt: now },
    },
    select: { id: true },
  })
  const pending = new Set(waiting.map(({ id }) => id))
  return new Set(live.filter(({ about }) => !about || pending.has(about)).map(({ id }) => id))
}

/** Deletes buttons that were used or expired before this instant, with the inputs they stored. Returns how many there were. */
export async function forgetButtons(db: Db, before: Temporal.Instant): Promise<number> {
  const { count } = await db.button.deleteMany({
    where: { OR: [{ usedAt: { lt: toDate(before) } }, { expiresAt: { lt: toDate(before) } }] },
  })
  return count
}

/** The confirmation that a stored call is about, as that of Cancel. */
function cancels(input: unknown): string | undefined {
  const about = typeof input === 'object' && input && 'confirmation' in input ? input.confirmation : undefined
  return typeof about === 'string' ? about : undefined
}

/** Settles a click in the transaction of its call: by someone who may, in time, and once. Faults: denied, expired. */
export async function settleClick(
  { db }: Transaction,
  click: { button: string; now: Temporal.Instant; once: boolean; message: string | undefined },
  actor: Actor,
): Promise<void> {
  const row = await db.button.findUniqueOrThrow({ where: { id: click.button } })
  if (!row.allowed.includes(actor.id)) {
    throw new Fault('denied', 'This button is for somebody else. Nothing has happened.')
  }
  const bound = row.messages.length > 0
  if (click.message !== undefined && bound && !row.messages.includes(click.message)) {
    throw new Fault('denied', 'This button belongs to another message. Nothing has happened.')
  }
  if (row.expiresAt <= toDate(click.now)) {
    throw new Fault('expired', 'This card is too old. Nothing has happened; please ask for a fresh one.')
  }
  if (!click.once) return
  const { count } = await db.button.updateMany({
    where: { id: row.id, usedAt: null },
    data: { usedAt: toDate(click.now), usedBy: actor.id },
  })
  if (count !== 1)
    throw new Fault('expired', 'This button was used already. It happened once, and not again.')
}
