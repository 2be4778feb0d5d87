import type { Reply, ShownButton, ShownCard } from '../../agent/reply.ts'

/** Control characters would let a stored text move the cursor or colour the terminal; only line breaks stay. */
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** A reply as text: words, cards below them, and how to press their buttons. */
export function renderReply(reply: Reply): string {
  return plain(
    [reply.reply, ...reply.cards.map((card) => renderCard(card, reply.reply))].filter(Boolean).join('\n\n'),
  )
}

/** One line of JSON, with the names that programs rely on. */
export function renderJson(reply: Reply): string {
  const { conversation, mode, calls, asks, confirmations, cards, fault } = reply
  return JSON.stringify({
    conversation,
    mode,
    reply: reply.reply,
    calls,
    asks,
    confirmations,
    cards,
    ...(fault ? { fault: { code: fault.code, message: fault.message } } : {}),
  })
}

/** A card as text; what the reply said already is not said again. */
function renderCard(card: ShownCard, said: string): string {
  const heading = said.includes(card.title) ? [] : [card.title]
  const text = card.text && !said.includes(card.text) ? [card.text] : []
  const facts = (card.facts ?? []).map(({ label, value }) => `  ${label}: ${value}`)
  const rows = said.includes('\n1. ') || said.startsWith('1. ') ? [] : renderTable(card)
  const buttons = card.buttons.map(
    ({ label, token, form }) => `  [${label}]  parley press ${token}${renderAsks(form)}`,
  )
  return [...heading, ...text, ...facts, ...rows, ...buttons].join('\n')
}

/** What a button asks for, as it is given on the command line; what may stay empty is left out. */
function renderAsks(form: ShownButton['form']): string {
  const asked = form?.fields.filter(({ optional }) => !optional) ?? []
  return asked.map(({ name, value }) => ` --field ${name}="${value ?? '…'}"`).join('')
}

function renderTable({ table }: ShownCard): string[] {
  if (!table || table.rows.length === 0) return []
  const lines = [['', ...table.columns], ...table.rows.map((row, index) => [`${index + 1}.`, ...row])]
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? '')))) ?? []
  return lines.map((line) =>
    `  ${line.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)))).join('  ')}`.trimEnd(),
  )
}

/** Columns that a text takes: wide letters and emoji take two. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text)
    width +=
      /\p{Extended_Pictographic}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/u.test(
        character,
      )
        ? 2
        : 1
  return width
}

function plain(text: string): string {
  return text.replace(controls, '')
}
