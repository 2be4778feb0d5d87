import type { Sought, Wanted } from './by-name.ts'
import type { Met } from './draft.ts'
import { selfWords } from './words.ts'

/** The speaker or the conversation itself, when the sentence means them; a question for a "her" without anybody in mind. */
export function meantHere(wanted: Wanted): Sought {
  const { kind } = wanted
  if (kind === 'user' && speaksOfSelf(wanted)) return { row: self(wanted) }
  const talk = kind === 'conversation' ? thisConversation(wanted) : undefined
  return talk ? { row: talk } : unsaid(wanted)
}

/** "her" with nobody in mind is a question. */
function unsaid({ field, kind, work, draft }: Wanted): Sought {
  const at = work.sentence.tokens.findIndex(({ word }, i) => personal.has(word) && !draft.used.has(i))
  const pronoun = work.sentence.tokens[at]
  const next = work.sentence.tokens[at + 1]
  if (!pronoun || kind !== 'candidate' || (next?.capital && !next.breaks)) return undefined
  return {
    gap: { field: field.name, words: `Whom do you mean by “${pronoun.text}”?`, options: [] },
    sure: true,
  }
}

const personal = new Set(['him', 'her', 'his', 'hers', 'he', 'she'])

/** "this conversation" is the one in which it is said. */
function thisConversation({ field, kind, work }: Wanted): Met | undefined {
  const id = work.turn.conversation
  const pointed = /\b(?:this|our|the current) (?:\w+ )?(?:conversation|chat|thread|discussion|talk)\b/i.test(
    work.sentence.text,
  )
  return id && pointed ? { field: field.name, kind, id, label: 'this conversation' } : undefined
}

function speaksOfSelf({ work, draft, field }: Wanted): boolean {
  const at = work.sentence.tokens.findIndex(({ word }, i) => selfWords.has(word) && !draft.used.has(i))
  const before = work.sentence.tokens[at - 1]?.word ?? ''
  return at >= 0 && field.required && /^(to|for|by|as|about|on|of)$/.test(before)
}

function self({ work, field, kind }: Wanted): Met {
  return { field: field.name, kind, id: work.turn.speaker.id, label: work.turn.speaker.name }
}
