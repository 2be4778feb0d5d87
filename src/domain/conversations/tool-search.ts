import { distance } from 'fastest-levenshtein'
import type { AnyTool } from '../../tools/tool.ts'

type Searched = Pick<AnyTool, 'name' | 'title' | 'description' | 'examples'>

/** Words that say nothing about what somebody wants. */
const idle = new Set(
  'a an the i me my you we to of for in on at is are be do does can could how what which who with and or it this that please want some'.split(
    ' ',
  ),
)

/**
 * Tools by how well they fit the words, best first; those without any fitting word are left out. A word counts most in
 * the name and title, less in the examples, least in the description, and less when it is only spelt alike.
 */
export function searchTools<T extends Searched>(tools: readonly T[], query: string): T[] {
  const words = wordsOf(query).filter((word) => !idle.has(word))
  if (words.length === 0) return [...tools]
  return tools
    .map((tool) => ({ tool, score: scoreOf(tool, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ tool }) => tool)
}

const weights = { name: 5, examples: 3, description: 1 } as const

function scoreOf(tool: Searched, words: readonly string[]): number {
  const fields = {
    name: wordsOf(`${tool.name} ${tool.title}`),
    examples: wordsOf(tool.examples.join(' ')),
    description: wordsOf(tool.description),
  }
  return words.reduce(
    (sum, word) =>
      sum +
      Math.max(
        weights.name * likeness(word, fields.name),
        weights.examples * likeness(word, fields.examples),
        weights.description * likeness(word, fields.description),
      ),
    0,
  )
}

/** 1 for the word itself or its stem, a little less for one that begins so, half for one that is spelt alike. */
function likeness(word: string, among: readonly string[]): number {
  const stem = stemOf(word)
  if (among.some((one) => stemOf(one) === stem)) return 1
  if (word.length >= 4 && among.some((one) => one.startsWith(stem))) return 0.8
  const slips = word.length >= 7 ? 2 : 1
  return word.length >= 4 && among.some((one) => distance(one, word) <= slips) ? 0.5 : 0
}

function stemOf(word: string): string {
  return word.replace(/(ies)$/, 'y').replace(/(?<=.{3})(ing|ed|es|s)$/, '')
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}
