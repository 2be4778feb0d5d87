import type { ShownButton, ShownCard } from '../../agent/reply.ts'
import { formCard } from './card-form.ts'
import { type Element, lineOf } from './card-words.ts'

/** What the invokes of our cards are for. */
export const verbs = { press: 'press', refresh: 'refresh' } as const

/** The buttons of a card, and its link to a page of ours when it is known where we are. */
export function actionsOf({ buttons, page }: ShownCard, publicUrl: string | undefined): readonly Element[] {
  const url = page && publicUrl ? pageUrl(page.path, publicUrl) : undefined
  return [
    ...buttons.map(actionOf),
    ...(page && url ? [{ type: 'Action.OpenUrl', title: lineOf(page.label), url }] : []),
  ]
}

/** A button acts at once, or opens its form, whose own button acts. */
function actionOf({ label, token, style, form }: ShownButton, at: number): Element {
  const shape = style ? { style: style === 'danger' ? 'destructive' : 'positive' } : {}
  if (!form) return { ...press(token, 'none'), title: lineOf(label), ...shape }
  const submit = { ...press(token, 'auto'), title: lineOf(form.submit), ...shape }
  return {
    type: 'Action.ShowCard',
    title: lineOf(label),
    ...shape,
    card: formCard(form, fieldPrefix(at), submit),
  }
}

function press(token: string, associatedInputs: 'auto' | 'none'): Element {
  return { type: 'Action.Execute', verb: verbs.press, data: { token }, associatedInputs }
}

function fieldPrefix(at: number): string {
  return `f${at}.`
}

/** What a click brought: the token of its button, and what was filled in, by field. Undefined when it is none of ours. */
export function readPress(
  data: unknown,
): { token: string; fields: Readonly<Record<string, string>> } | undefined {
  if (typeof data !== 'object' || data === null || !('token' in data)) return undefined
  const { token, ...inputs } = data
  if (typeof token !== 'string' || token === '') return undefined
  const fields = Object.entries(inputs).flatMap(([id, value]): [string, string][] => {
    const name = /^f\d{1,3}\.(.+)$/s.exec(id)?.[1]
    return name && ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : []
  })
  return { token, fields: Object.fromEntries(fields) }
}

/** The address of a page of ours; a path that leads anywhere else has none. */
function pageUrl(path: string, publicUrl: string): string | undefined {
  if (!URL.canParse(path, publicUrl)) return undefined
  const url = new URL(path, publicUrl)
  return url.origin === new URL(publicUrl).origin ? url.href : undefined
}
