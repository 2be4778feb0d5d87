import type Anthropic from '@anthropic-ai/sdk'
import type { PastMessage } from '../mind.ts'
import { clean } from './clean.ts'
import { defuse, type Fence } from './fence.ts'
import { storedTurn } from './stored-turn.ts'

type Message = { role: 'user' | 'assistant'; content: Anthropic.ContentBlockParam[] }

/**
 * Earlier messages as the service wants them: roles alternate, a person first. The oldest whole turns stay out when
 * all would be more than `mostTokens` by estimate. `tainted` says whether what is left holds outsiders' text.
 */
export function replay(
  history: readonly PastMessage[],
  fence: Fence,
  mostTokens: number,
): { messages: Message[]; tainted: boolean } {
  const turns = trimmed(
    turnsOf(history).map((turn) => ({
      turn,
      messages: turn.flatMap((message) => asMessages(message, fence)),
    })),
    mostTokens,
  )
  return {
    messages: alternating(turns.flatMap(({ messages }) => messages)),
    tainted: turns.some(({ turn }) => turn.some((message) => message.tainted)),
  }
}

/** Joins neighbours of one role, and lets a conversation that Parley began start with a line that says so. */
export function alternating(messages: readonly Message[]): Message[] {
  const joined: Message[] = []
  for (const { role, content } of messages) {
    const last = joined.at(-1)
    if (last?.role === role) last.content.push(...content)
    else joined.push({ role, content: [...content] })
  }
  if (joined[0]?.role === 'assistant') {
    joined.unshift({ role: 'user', content: [{ type: 'text', text: '(Parley wrote first.)' }] })
  }
  return joined
}

/** A turn begins with what a person says and ends before they speak again. */
function turnsOf(history: readonly PastMessage[]): PastMessage[][] {
  const turns: PastMessage[][] = []
  for (const message of history) {
    const turn = turns.at(-1)
    if (turn && message.author === 'parley') turn.push(message)
    else turns.push([message])
  }
  return turns
}

/**
 * A reply of the guided mode that quotes outsiders is shown as material, not as the model's own words, which it would
 * believe.
 */
function asMessages(message: PastMessage, fence: Fence): Message[] {
  const stored = message.author === 'parley' ? storedTurn(message.blocks) : undefined
  if (stored) return stored
  const text = message.tainted ? fence(defuse(message.text)) : clean(message.text)
  if (!/\S/.test(message.text)) return []
  if (message.author === 'person') return [{ role: 'user', content: [{ type: 'text', text }] }]
  if (!message.tainted) return [{ role: 'assistant', content: [{ type: 'text', text }] }]
  return [
    {
      role: 'user',
      content: [{ type: 'text', text: `Parley answered this, and it quotes others:\n${text}` }],
    },
  ]
}

/**
 * Leaves out whole turns from the oldest. It cuts in steps of a quarter, so that the beginning stays the same for many
 * messages and the cache holds.
 */
function trimmed<T extends { messages: readonly Message[] }>(turns: readonly T[], mostTokens: number): T[] {
  const sizes = turns.map(({ messages }) => estimatedTokens(messages))
  const excess = sizes.reduce((sum, size) => sum + size, 0) - mostTokens
  if (excess <= 0) return [...turns]
  const step = mostTokens / 4
  let toDrop = Math.ceil(excess / step) * step
  return turns.filter((_, index) => {
    if (toDrop <= 0) return true
    toDrop -= sizes[index] ?? 0
    return false
  })
}

/** Three characters a token errs on the large side for most languages. */
function estimatedTokens(messages: readonly Message[]): number {
  return Math.ceil(JSON.stringify(messages).length / 3)
}
