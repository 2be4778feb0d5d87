/** A source of chance that gives the same values for the same seed on every machine. */
export type Random = {
  /** A fraction from 0 up to, not including, 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean
  /** One of the list; an empty list is an error. */
  pick<T>(list: readonly T[]): T
  /** Up to `count` different members of the list, in chance order. */
  sample<T>(list: readonly T[], count: number): T[]
}

/** Chance from a seed text: mulberry32 (Tommy Ettinger, public domain) started by an FNV-1a hash of the text. */
export function seededRandom(seed: string): Random {
  let state = hashOf(seed)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => memberAt(list, int(0, list.length - 1)),
    sample: (list, count) => sampleOf(list, count, int),
  }
}

function sampleOf<T>(list: readonly T[], count: number, int: Random['int']): T[] {
  const rest = [...list]
  const taken: T[] = []
  while (taken.length < count && rest.length > 0) taken.push(...rest.splice(int(0, rest.length - 1), 1))
  return taken
}

function memberAt<T>(list: readonly T[], index: number): T {
  const member = list[index]
  if (member === undefined) throw new RangeError(`a list of ${list.length} has no member ${index}`)
  return member
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
