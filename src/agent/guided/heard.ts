import type { Kind } from '../../tools/fields.ts'
import { familiesOf, kindStems } from './families.ts'
import { type Feature, featuresOf } from './features.ts'
import type { Sentence, Token } from './sentence.ts'
import type { Study } from './study.ts'
import { adjectives, changing, looking, opening, stating } from './words.ts'

/** What a sentence says that helps to choose a tool. */
export type Heard = {
  readonly features: readonly Feature[]
  /** It asks to see something, tells to change something, or states how something is now. */
  readonly mood: 'asks' | 'tells' | 'states' | undefined
  /** The kinds that its first noun calls: "list applications for the java opening" is about applications. */
  readonly nouns: readonly Kind[]
  readonly plural: boolean
  /** The word that asks or tells, by its place among the words. */
  readonly verb: number | undefined
  /** It names or points at a row, or at several. */
  readonly names: boolean
  readonly many: boolean
  /** It begins with "who", so it asks for people. */
  readonly who: boolean
}

type Mood = Pick<Heard, 'mood' | 'verb'>

export function hear(sentence: Sentence, study: Study): Heard {
  const features = featuresOf(sentence, study.vocabulary)
  const noun = firstNoun(sentence)
  const has = (...marks: string[]) => features.some(({ keys }) => marks.some((mark) => keys.has(`m:${mark}`)))
  return {
    features,
    ...withAim(moodOf(sentence), features, sentence),
    nouns: noun ? kindsCalled(noun) : [],
    plural: noun?.word.endsWith('s') === true,
    names: has('name', 'pronoun', 'which', 'id', 'text', 'many'),
    many: has('many'),
    who: /^\W*(?:who|whom|anyone|anybody|people)\b/i.test(sentence.text.slice(0, 40)),
  }
}

/** "Ana to screened" has no verb and still tells to move her. */
function withAim(mood: Mood, features: readonly Feature[], { tokens, text }: Sentence): Mood {
  if (mood.mood) return mood
  const aimed = features.some(({ keys, token }) => {
    const before = text.slice(tokens[token - 1]?.start ?? 0, tokens[token]?.start)
    return (
      token > 0 &&
      /^(?:to|into|onto)\b|\u2192|->/.test(before) &&
      [...keys.keys()].some((key) => key.startsWith('c:'))
    )
  })
  return aimed ? { ...mood, mood: 'tells' } : mood
}

/** The first noun that calls a kind of row, as long as nothing has set it apart. */
function firstNoun({ text, tokens }: Sentence): Token | undefined {
  const calls = (token: Token) => kindStems.has(token.stem) && (!token.capital || token.start === 0)
  const noun = tokens.find(calls) ?? tokens.find((token) => kindsCalled(token).length > 0)
  return noun && /[,:;\n]/.test(text.slice(0, noun.start)) ? undefined : noun
}

/** Where no noun calls anything else, engineers are people. */
function kindsCalled({ stem }: Token): readonly Kind[] {
  return kindStems.get(stem) ?? (familiesOf(stem).includes('engineer') ? ['candidate'] : [])
}

/** Whether a sentence asks, tells or states, by its first words; a courteous beginning does not count. */
function moodOf({ text, tokens }: Sentence): Mood {
  const head = text.slice(0, 200).toLowerCase()
  const courtesy = opening.exec(head)?.[0].length ?? 0
  const at = tokens.findIndex(({ start }) => start >= courtesy)
  const first = tokens[at]
  if (!first) return { mood: undefined, verb: undefined }
  if (isPlural(first) || (adjectives.has(first.word) && isPlural(tokens[at + 1])))
    return { mood: 'asks', verb: undefined }
  if (looking.has(first.word)) return { mood: 'asks', verb: first.small ? undefined : at }
  if (!first.word.endsWith('ed') && familiesOf(first.stem).some((family) => changing.has(family)))
    return { mood: 'tells', verb: at }
  const stated = tokens.findIndex(({ word }) => stating.has(word)) > 0 && !head.includes('?')
  const mood = stated ? 'states' : head.trimEnd().endsWith('?') ? 'asks' : undefined
  return { mood, verb: undefined }
}

/** "notes on Ana" and "openings at Acme" ask for them. */
function isPlural(token: Token | undefined): boolean {
  if (!token) return false
  const { word, stem, small } = token
  return (
    !small &&
    word.endsWith('s') &&
    !word.endsWith('ss') &&
    (kindStems.has(stem) || familiesOf(stem).length > 0)
  )
}
