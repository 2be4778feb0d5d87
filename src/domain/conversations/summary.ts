import { shorten } from './title.ts'

/** A stored message, as far as a summary needs it. `cards` are titles; `asks` is what the answer still needed. */
export type Said = {
  author: 'person' | 'parley'
  text: string
  cards: readonly string[]
  calls: readonly { tool: string; outcome: string }[]
  asks: string | undefined
  tainted: boolean
}

export type Exchange = { asked: string; answered: string; tools: string[] }

export type Summary = {
  exchanges: Exchange[]
  /** How many earlier exchanges are left out. */
  left_out: number
  /** What Parley asked for last and has not been told. */
  open: string | undefined
  tainted: boolean
}

const shown = 12

/**
 * What a conversation was about, out of its own words: for each question its first line, and what became of it — the
 * titles of the cards, else the first sentence of the answer. The same messages give the same summary.
 */
export function summarize(messages: readonly Said[]): Summary {
  const exchanges: (Exchange & { tainted: boolean })[] = []
  for (const message of messages) {
    if (message.author === 'person') {
      exchanges.push({ asked: lineOf(message.text), answered: '', tools: [], tainted: false })
      continue
    }
    const last = exchanges.at(-1) ?? openingOf(exchanges)
    const said = message.cards.length > 0 ? message.cards.join('; ') : sentenceOf(message.text)
    last.answered = [last.answered, said].filter(Boolean).join('; ')
    last.tools.push(...message.calls.filter(({ outcome }) => outcome === 'done').map(({ tool }) => tool))
    last.tainted ||= message.tainted
  }
  const kept = exchanges.slice(-shown)
  return {
    exchanges: kept.map(({ asked, answered, tools }) => ({
      asked,
      answered: shorten(answered, 300),
      tools: [...new Set(tools)],
    })),
    left_out: exchanges.length - kept.length,
    open: messages.at(-1)?.asks,
    tainted: kept.some(({ tainted }) => tainted),
  }
}

/** Parley may speak first, for a click or a notice. */
function openingOf(exchanges: (Exchange & { tainted: boolean })[]): Exchange & { tainted: boolean } {
  const first = { asked: '', answered: '', tools: [], tainted: false }
  exchanges.push(first)
  return first
}

function lineOf(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? ''
  return shorten(line.trim(), 160)
}

function sentenceOf(text: string): string {
  const [first] = text
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?])\s/)
  return shorten(first ?? '', 200)
}
