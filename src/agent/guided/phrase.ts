import type { Card } from '../../tools/card.ts'
import type { Kind } from '../../tools/fields.ts'
import type { Gap } from './draft.ts'
import type { Option } from './memory.ts'
import type { Field } from './shape.ts'
import { isRow } from './shape.ts'
import type { Studied } from './study.ts'

/** How many rows of a table a reply says in words; the card shows them all. */
const rowsSaid = 20

const nouns: Readonly<Record<Kind, readonly [string, string]>> = {
  user: ['colleague', 'colleagues'],
  team: ['team', 'teams'],
  role: ['role', 'roles'],
  client: ['client', 'clients'],
  job: ['opening', 'openings'],
  candidate: ['candidate', 'candidates'],
  application: ['application', 'applications'],
  submission: ['submission', 'submissions'],
  hand_over: ['hand-over', 'hand-overs'],
  conversation: ['conversation', 'conversations'],
  confirmation: ['confirmation', 'confirmations'],
  message: ['message', 'messages'],
  session: ['session', 'sessions'],
  human_request: ['request', 'requests'],
  identity: ['linked account', 'linked accounts'],
  delivery: ['undelivered message', 'undelivered messages'],
  organisation: ['organisation', 'organisations'],
}

/** What a kind of row is called, for one or for several. */
export function nounOf(kind: Kind, count: number): string {
  return nouns[kind][count === 1 ? 0 : 1]
}

/** A noun with "a" or "an". */
export function article(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`
}

/** The question for one field, in the words in which the field describes itself. */
export function question(field: Field, { tool }: Studied): Gap {
  const about = `“${tool.title}”`
  if (isRow(field.kind)) {
    const noun = nounOf(field.kind, field.many ? 2 : 1)
    return { field: field.name, words: `For ${about}: which ${noun} do you mean?`, options: [] }
  }
  if (field.values.length > 0) {
    const options = field.values.map(({ value }) => ({ label: value.replaceAll('_', ' ') }))
    return { field: field.name, words: `For ${about} I need one more thing: ${described(field)}`, options }
  }
  return {
    field: field.name,
    words: `For ${about} I need one more thing: ${described(field)}${hint(field)}`,
    options: [],
  }
}

/** Says that a day is not in the calendar. */
export function impossible({ name }: Field, written: string): Gap {
  return { field: name, words: `There is no ${written} in the calendar. Which day do you mean?`, options: [] }
}

function described({ name, description }: Field): string {
  const text = description || name.replaceAll('_', ' ')
  return /[.?!]$/.test(text) ? text : `${text}.`
}

function hint({ kind }: Field): string {
  if (kind === 'date') return ' A day such as “next Tuesday” will do.'
  if (kind === 'money') return ' Say it with its unit, such as “$90 an hour”.'
  return ''
}

/** A question with its options numbered, so that "2" is an answer. */
export function ask({ words, options }: { words: string; options: readonly Option[] }): string {
  return [
    words,
    ...options.map(({ label, detail }, at) => `${at + 1}. ${label}${detail ? ` (${detail})` : ''}`),
  ].join('\n')
}

/** A card as plain text: its title, its text, its facts and its numbered rows. */
export function cardText({ title, text, facts = [], table }: Card): string {
  const rows =
    table?.rows.slice(0, rowsSaid).map((row, at) => `${at + 1}. ${row.filter(Boolean).join(' · ')}`) ?? []
  const more = (table?.rows.length ?? 0) - rows.length
  return [
    title,
    ...(text ? [text] : []),
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...rows,
    ...(more > 0 ? [`and ${more} more on the card`] : []),
  ].join('\n')
}

/** Said once, in the first reply of a conversation; not where a person has just heard it in another. */
export const introduction =
  'I am in guided mode: no language model is at work here, so short, plain sentences help me most.'

/** What Parley can do for this person, by the titles of tools. */
export function abilities(tools: readonly Studied[]): string {
  const lines = tools.map(({ tool }) => `- ${tool.title}: “${tool.examples[0]}”`)
  return lines.join('\n')
}
