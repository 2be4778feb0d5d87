import { z } from 'zod'
import type { Result } from '../../tools/call.ts'
import type { Card } from '../../tools/card.ts'
import { type Kind, kinds } from '../../tools/fields.ts'
import type { MindReply } from '../mind.ts'
import type { Draft, Gap, Met, Work } from './draft.ts'
import { fill, fillPlain } from './fill.ts'
import { dependentsOf, itemsOf } from './finders.ts'
import { type Focus, focusOn, type Memory } from './memory.ts'
import { ask, cardText } from './phrase.ts'

/** What guided mode answers, before it is put into words for the door. */
export type Answer = {
  text: string
  memory: Memory
  cards?: readonly Card[]
  asks?: NonNullable<MindReply['asks']>
  /** It asks only because nothing is known by the name that was said. */
  lost?: boolean
  tainted?: boolean
}

/** Fills what the sentence gives and makes the call, or asks for the one thing that is still needed. */
export async function act(work: Work, draft: Draft): Promise<Answer> {
  if (!work.turn.may(draft.studied.tool)) {
    fillPlain(work, draft)
    return await make(work, draft)
  }
  const { gap, denied } = await fill(work, draft)
  if (denied) {
    const answer = await make(work, draft)
    const fault = denied.result.outcome === 'denied' ? denied.result.fault.message : ''
    return answer.asks ? { text: fault, memory: bare(work.memory) } : answer
  }
  return gap ? asking(work, draft, gap) : await make(work, draft)
}

/** Makes the call as it stands and says what became of it. */
export async function make(work: Work, draft: Draft): Promise<Answer> {
  const { tool } = draft.studied
  const { result } = await work.turn.call(
    tool.name,
    { ...draft.input },
    { initiator: 'mind', mind: 'guided' },
  )
  if (result.outcome === 'done') return told(work, draft, result)
  const memory = {
    ...bare(work.memory),
    ...offeredIn(work, draft),
    last: lastOf(draft, false),
    focus: focusAfter(work, draft.rows),
  }
  if (result.outcome === 'pending') {
    const { id, card } = result.confirmation
    const text = `${cardText({ title: card.title, ...(card.text ? { text: card.text } : {}) })}\nNothing has happened yet: press the button on the card to confirm it.`
    return { text, memory: { ...memory, waiting: { id, tool: tool.name } } }
  }
  const { message, details } = result.fault
  const field = draft.studied.fields.find(({ name }) => name === details.field)
  if (result.outcome !== 'refused' || !field) return { text: message, memory }
  delete draft.input[field.name]
  return asking(work, draft, { field: field.name, words: message, options: details.options ?? [] })
}

/** Asks for one field and keeps everything else for the next message. */
export function asking(work: Work, draft: Draft, gap: Gap): Answer {
  const options = gap.options.map(({ id, label, detail }) => ({
    label,
    ...(id ? { id } : {}),
    ...(detail ? { detail } : {}),
  }))
  return {
    text: ask(gap),
    asks: { tool: draft.studied.tool.name, missing: gap.field },
    lost: gap.unknown === true && gap.options.length === 0,
    memory: {
      ...bare(work.memory),
      focus: focusAfter(work, draft.rows),
      last: lastOf(draft, false),
      asked: { field: gap.field, options },
      ...(options.length > 0 ? { offered: { field: gap.field, options } } : {}),
    },
  }
}

/** What is remembered when nothing is open any more. */
export function bare({ guided, focus, list, last }: Memory): Memory {
  return { guided, focus, ...(list ? { list } : {}), ...(last ? { last } : {}) }
}

function told(work: Work, draft: Draft, result: Extract<Result, { outcome: 'done' }>): Answer {
  const { tool } = draft.studied
  const { output, card, tainted } = result
  const found = itemsOf(output)
  const kind = tool.lists ?? tool.finds
  const memory: Memory = {
    ...bare(work.memory),
    focus: focusAfter(work, [...draft.rows, ...madeRows(work, draft, output)]),
    last: lastOf(draft, true),
    ...offeredIn(work, draft),
  }
  if (found) {
    const items = found.items.map(({ id, label, detail }) => ({ id, label, ...(detail ? { detail } : {}) }))
    memory.list = {
      tool: tool.name,
      input: draft.input,
      items,
      ...(kind ? { kind } : {}),
      ...(found.next ? { next: found.next } : {}),
    }
  }
  const said = card?.text?.includes('show more') === true
  const more = found?.next && !said ? '\nSay “show more” for the rest.' : ''
  const text = card ? `${cardText(card)}${more}` : `Done: ${tool.title}.`
  return { text, memory, tainted, ...(card ? { cards: [card] } : {}) }
}

const made = z.looseObject({
  id: z.uuid(),
  label: z.string().optional(),
  name: z.string().optional(),
  title: z.string().optional(),
})

/** The row that a call made or showed, and the only row of a list, so that "her" can mean it. */
function madeRows({ study }: Work, { studied, rows }: Draft, output: unknown): Focus[] {
  const { tool } = studied
  const found = itemsOf(output)
  const [only] = found?.items ?? []
  const listed = tool.lists ?? tool.finds
  if (listed && only && found?.items.length === 1) return [{ kind: listed, id: only.id, label: only.label }]
  const row = made.safeParse(output)
  const kind = kinds.find((one) => one === tool.permission.resource)
  if (!row.success || !kind || !study.tools.some((one) => one.tool.finds === kind)) return []
  if (rows.some((one) => one.kind === kind)) return []
  const label = row.data.label ?? row.data.name ?? row.data.title
  return label ? [{ kind, id: row.data.id, label }] : []
}

function focusAfter({ memory, study }: Work, rows: readonly (Met | Focus)[]): Focus[] {
  const focus = rows.map(({ kind, id, label, detail }) => ({
    kind,
    id,
    label,
    ...(detail ? { detail } : {}),
  }))
  return focusOn(memory.focus, focus, (kind: Kind) => dependentsOf(kind, study))
}

/** Choices that were offered for a field of this very call stay known, for "the other one". */
function offeredIn({ memory }: Work, { studied }: Draft): Pick<Memory, 'offered'> {
  return memory.offered && memory.last?.tool === studied.tool.name ? { offered: memory.offered } : {}
}

function lastOf({ studied, input, rows }: Draft, done: boolean): NonNullable<Memory['last']> {
  const kept = rows.map(({ field, kind, id, label, detail }) => ({
    field,
    kind,
    id,
    label,
    ...(detail ? { detail } : {}),
  }))
  return { tool: studied.tool.name, input: { ...input }, rows: kept, done }
}
