import { distance } from 'fastest-levenshtein'

/** Words of a vocabulary, kept so that the one that a mistyped word means is found fast. */
export type Speller = (word: string) => string | undefined

/**
 * Finds the word that was probably meant. One slip is allowed from four letters on, two from seven; of four letters
 * only a swap or a missing or doubled letter counts, since a changed one more often makes another word or a name.
 */
export function createSpeller(words: Iterable<string>): Speller {
  const byLength = new Map<number, string[]>()
  for (const word of words)
    if (word.length > 2) byLength.set(word.length, [...(byLength.get(word.length) ?? []), word])
  return (word) => {
    if (word.length < 3 || word.length > 24) return undefined
    const allowed = slips(word)
    let best: { word: string; far: number } | undefined
    for (let length = word.length - allowed; length <= word.length + allowed; length += 1)
      for (const known of byLength.get(length) ?? []) {
        if (known === word) return known
        const far = farness(word, known)
        if (far <= allowed && (!best || far < best.far)) best = { word: known, far }
      }
    return best?.word
  }
}

/** The options nearest to a word, best first. */
export function nearest<T>(word: string, options: readonly T[], text: (option: T) => string): readonly T[] {
  const wanted = word.toLowerCase()
  return options
    .map((option) => ({ option, far: relative(wanted, text(option).toLowerCase()) }))
    .sort((one, other) => one.far - other.far)
    .map(({ option }) => option)
}

function relative(word: string, option: string): number {
  return distance(word, option) / Math.max(word.length, option.length, 1)
}

/** How many slips a word of this length may hold. */
export function slips(word: string): number {
  return word.length >= 7 ? 2 : 1
}

/** Letters that differ; two swapped neighbours count as one slip. */
export function farness(word: string, known: string): number {
  const far = distance(word, known)
  if (far === 2 && word.length === known.length && isSwap(word, known)) return 1
  if (word.length > 4 || far === 0) return far
  const missing = known.length > word.length || /(.)\1/.test(word)
  return far === 1 && word.length !== known.length && missing && word[0] === known[0] ? 1 : 3
}

function isSwap(word: string, known: string): boolean {
  const at = [...word].findIndex((letter, i) => letter !== known[i])
  return (
    word[at] === known[at + 1] && word[at + 1] === known[at] && word.slice(at + 2) === known.slice(at + 2)
  )
}
