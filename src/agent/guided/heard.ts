import type { Kind } from '../../tools/fields.ts'
import { familiesOf, kindStems } from './families.ts'
import { type Feature, featuresOf, type Vocabulary } from './features.ts'
import type { Sentence, Token } from './sentence.ts'
import type { Study } from './study.ts'
import { adjectives, changing, lightVerbs, looking, opening, stating } from './words.ts'

/** What a sentence says that helps to choose a tool. */
export type Heard = {
  readonly features: readonly Feature[]
  /** It asks to see something, tells to change something, or states how something is now. */
  readonly mood: 'asks' | 'tells' | 'states' | undefined
  /** The kinds that its first noun calls: "list applications for the java opening" is about applications. */
  readonly nouns: readonly Kind[]
  readonly plural: boolean
  /** The place of the first word after a comma or dash, where what is asked has mostly been said. */
  readonly aside: number | undefined
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
  const has = (...marks: string[]) =>
    features.some(({ keys }) => marks.some((mark) => (keys.get(`m:${mark}`) ?? 0) >= 0.8))
  return {
    features,
    ...withDecision(moodOf(sentence), { features, sentence, vocabulary: study.vocabulary }),
    nouns: noun ? kindsCalled(noun) : [],
    plural: noun?.word.endsWith('s') === true,
    aside: asideAt(sentence),
    names: has('name', 'pronoun', 'which', 'id', 'text', 'many'),
    many: has('many'),
    who: asksWho(sentence),
  }
}

/**
 * What the words of the catalogue add to the mood: "screen Ana" and "Ana to screened" tell to move her, "Ana passed the
 * interview" states it, and in "make an offer" it is the offer that is told.
 */
function withDecision(mood: Mood, { features, sentence: { tokens, text }, vocabulary }: Said): Mood {
  const decides = (feature: Feature | undefined) => {
    const token = tokens[feature?.token ?? -1]
    return token !== undefined && vocabulary.decides(token.stem) && !adjectives.has(token.word)
  }
  const [first, second] = features.filter(({ weight }) => weight > 0.1)
  const next = second?.token === (first?.token ?? 0) + 1 ? second : undefined
  const named = next !== undefined && ['m:name', 'm:pronoun', 'm:which'].some((key) => next.keys.has(key))
  const light = mood.verb !== undefined && lightVerbs.has(tokens[mood.verb]?.word ?? '')
  if (light && decides(second)) return { ...mood, verb: second?.token }
  if (mood.mood || !first) return mood
  const head = tokens[first.token]
  const acts =
    decides(first) || (named && vocabulary.changes(head?.stem ?? '') && !adjectives.has(head?.word ?? ''))
  if (acts && !/(?:ed|s)$/.test(head?.word ?? '')) return { mood: 'tells', verb: first.token }
  const aimed = features.some((feature) => {
    const before = text.slice(tokens[feature.token - 1]?.start ?? 0, tokens[feature.token]?.start)
    return feature.token > 0 && /^(?:to|into|onto)\b|\u2192|->/.test(before) && decides(feature)
  })
  if (aimed) return { ...mood, mood: 'tells' }
  const past = tokens.some(({ word, small }, at) => at > 0 && !small && /[a-z]{2}ed$/.test(word))
  return first.keys.has('m:name') && past ? { ...mood, mood: 'states' } : mood
}

type Said = { features: readonly Feature[]; sentence: Sentence; vocabulary: Vocabulary }

/** "who …", "anyone …" and "I need somebody …" ask for people. */
function asksWho({ text }: Sentence): boolean {
  const head = text.slice(0, 60).replace(opening, '')
  return /^\W*(?:(?:i|we|any|some|need|want|looking for|got|is there|are there)\s+)*(?:who|whom|anyone|anybody|people|someone|somebody)\b/i.test(
    head,
  )
}

function asideAt({ text, tokens }: Sentence): number | undefined {
  const at = tokens.findIndex(
    ({ start }, i) => i > 1 && /,|\s[-\u2013\u2014]\s/.test(text.slice(tokens[i - 1]?.end, start)),
  )
  return at < 0 ? undefined : at
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
  if (/^(?:give|get|bring)$/.test(first.word) && tokens[at + 1]?.word === 'me')
    return { mood: 'asks', verb: at }
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
