import type { Feature } from './features.ts'
import type { Heard } from './heard.ts'
import { isRow } from './shape.ts'
import type { Pattern, Studied, Study } from './study.ts'

/** How well a tool answers a sentence: 0 not at all, 1 as if the sentence were its own example. */
export type Score = {
  readonly studied: Studied
  readonly score: number
  readonly covered: number
  readonly likeness: number
}

/** Below this a sentence asks for nothing that a tool does. */
export const acceptable = 0.5
/** Tools whose scores are this close are both meant, as far as words can tell. */
export const near = 0.05

/** Every tool with its score for the sentence, best first. `favour` weighs what else speaks for or against a tool. */
export function rank(
  heard: Heard,
  study: Study,
  favour: (studied: Studied) => number = () => 1,
): readonly Score[] {
  return study.tools
    .map((studied) => scoreOf(heard, studied, favour(studied)))
    .sort((one, other) => other.score - one.score)
}

function scoreOf(heard: Heard, studied: Studied, favour: number): Score {
  const weighed = weigh(heard, studied)
  const covered = coverage(weighed)
  const likeness = Math.max(0, ...studied.patterns.map((pattern) => likenessTo(pattern, weighed, heard)))
  const verb = verbFactor(weighed, heard, studied)
  const foreign = weighed.filter(({ feature, weight }) => feature.foreign && weight >= feature.weight).length
  const doubts =
    verb *
    0.85 ** foreign *
    evidence(weighed) *
    doubt(heard, studied) *
    aboutness(heard, studied) *
    fullness(heard, studied)
  const fitting = favour * (1 - (1 - doubts) * (1 - likeness ** 4))
  return { studied, covered, likeness, score: fitting * (0.35 * covered + 0.65 * likeness) }
}

/** Small words, names and numbers alone ask for nothing. */
function evidence(weighed: readonly Weighed[]): number {
  const telling = weighed.some(({ feature, met }) => {
    const spoken = [...feature.keys.keys()].some((key) => !key.startsWith('m:'))
    return spoken && feature.weight > 0.1 && met > partOfName
  })
  return telling ? 1 : 0.75
}

/** How well the verb of the sentence is one of the tool: itself, another of its family, or merely mentioned. */
function verbFactor(
  weighed: readonly Weighed[],
  { verb, mood }: Heard,
  { tool, verbs, strength }: Studied,
): number {
  const said = weighed.find(({ feature }) => feature.token === verb)
  if (!said) return 1
  const keys = [...said.feature.keys.keys()].filter((key) => verbs.has(key))
  if (mood === 'asks' && tool.effect === 'read' && isLook(said.feature)) return 1
  if (keys.length > 0) return keys.some((key) => key.startsWith('s:')) ? 1 : 0.96
  const chosen = [...said.feature.keys.keys()].some(
    (key) => key.startsWith('c:') && (strength.get(key) ?? 0) > 0,
  )
  if (chosen && tool.effect !== 'read') return 1
  return said.met > partOfName ? 0.88 : 0.75
}

/** "show", "find" and "how many" say only that something is to be seen. */
function isLook({ keys }: Feature): boolean {
  return ['f:show', 'f:find', 'f:count'].some((key) => keys.has(key))
}

/** Who asks wants to see, who tells wants a change; to change something without a word for it is less likely. */
function doubt({ features, mood }: Heard, { tool, verbs }: Studied): number {
  if (tool.effect === 'read') return { asks: 1, tells: 0.65, states: 0.8, none: 1 }[mood ?? 'none']
  const said = features.some(({ keys }) => [...keys.keys()].some((key) => verbs.has(key)))
  return { asks: 0.7, tells: 1, states: 1, none: said ? 0.95 : 0.65 }[mood ?? 'none']
}

/** A tool that has nothing to do with what the sentence calls first is less likely meant. */
function aboutness({ nouns, who }: Heard, { tool, fields }: Studied): number {
  const own: readonly (string | undefined)[] = [tool.permission.resource, tool.lists, tool.finds]
  if (who) return own.some((kind) => kind !== undefined && persons.has(kind)) ? 1.06 : 0.86
  if (nouns.length === 0) return 1
  if (nouns.some((noun) => own.includes(noun))) return 1.05
  return fields.some(({ kind }) => isRow(kind) && nouns.includes(kind)) ? 1 : 0.85
}

const persons = new Set(['candidate', 'user', 'application'])

/** A tool that needs a row which the sentence does not name, or one where it names several, is less likely meant. */
function fullness({ names, many, plural, nouns, who }: Heard, { tool, fields }: Studied): number {
  const rows = fields.filter(({ kind, required }) => required && isRow(kind))
  const lists = [tool.lists, tool.finds].some((kind) => kind !== undefined && nouns.includes(kind))
  if (rows.length === 0) return plural && !names && lists ? 1.08 : 1
  if (!names) return plural || who ? 0.7 : 0.94
  const several = rows.some((row) => row.many)
  return several === many ? 1 : 0.88
}

/** A feature with its weight for one tool, and how surely that tool speaks of it, 0 to 1. */
type Weighed = { readonly feature: Feature; readonly weight: number; readonly met: number }

/**
 * What each word weighs for a tool. A name that the tool has no field for weighs double; words after the verb and the
 * name weigh little where the tool takes free text, since they are likely to be that text.
 */
function weigh(heard: Heard, studied: Studied): readonly Weighed[] {
  let [verb, slot] = [false, false]
  return heard.features.map((feature) => {
    const { keys, weight } = feature
    const met = speaksOf(feature, studied)
    const tail = met <= partOfName && verb && slot && studied.slots.has('tail')
    const idle = met <= partOfName && keys.has('m:name') ? 2 : 1
    verb ||= met > 0.5 && [...keys.keys()].some((key) => studied.verbs.has(key))
    slot ||= met > 0.5 && keys.has('m:name')
    const looks = feature.token === heard.verb && heard.mood === 'asks' && isLook(feature) ? 0.4 : 1
    const aside = heard.aside !== undefined && feature.token >= heard.aside ? 0.5 : 1
    return { feature, met, weight: weight * looks * aside * (tail ? 0.2 : idle) }
  })
}

/** Any word may be part of a title or the name of a team, where the tool takes such a row. */
const partOfName = 0.2

function speaksOf({ keys, weight, foreign }: Feature, { strength, slots }: Studied): number {
  let best = slots.has('name') && weight > 0.1 && !foreign && keys.size > 0 ? partOfName : 0
  for (const [key, quality] of keys) {
    const there = key.startsWith('m:') && slots.has(key.slice(2)) ? 1 : (strength.get(key) ?? 0)
    best = Math.max(best, Math.min(quality, there))
  }
  return best
}

/** The share of what the sentence says that this tool speaks of at all. */
function coverage(weighed: readonly Weighed[]): number {
  let [all, spoken] = [0, 0]
  for (const { weight, met } of weighed) {
    all += weight
    spoken += weight * met
  }
  return all === 0 ? 0 : spoken / all
}

/** How well one feature is met in an example, and where. */
type Met = { readonly quality: number; readonly at: number }

/** How much the sentence and one example say the same, both ways; what the sentence says counts more. */
function likenessTo(pattern: Pattern, weighed: readonly Weighed[], { verb, mood }: Heard): number {
  const meets = weighed.map(({ feature }) => meet(feature, pattern, feature.token === verb ? 0.5 : 1))
  const back = new Array<number>(pattern.features.length).fill(0)
  for (const { quality, at } of meets) back[at] = Math.max(back[at] ?? 0, quality)
  let [all, met] = [0, 0]
  for (const [i, { feature, weight }] of weighed.entries()) {
    const fixed = feature.foreign || feature.token === verb || calls(feature)
    const place = fixed ? -1 : replaced(i, meets, back)
    if (place >= 0) back[place] = replacing
    all += weight
    met += weight * (place >= 0 ? replacing : (meets[i]?.quality ?? 0))
  }
  let [theirs, shared] = [0, 0]
  for (const [at, { weight }] of pattern.features.entries()) {
    theirs += weight
    shared += weight * (back[at] ?? 0)
  }
  if (all === 0 || theirs === 0) return 0
  const turned = mood === 'tells' && pattern.features[0]?.keys.has('m:name') === true ? 0.85 : 1
  return turned * (met / all) ** 0.6 * (shared / theirs) ** 0.4
}

/** Only words that mean nothing to the catalogue are replaced by others: a candidate is no team. */
function calls({ keys }: Feature): boolean {
  return [...keys.keys()].some((key) => /^[kfc]:/.test(key))
}

/** What another word in the same place of the same sentence is worth: "the data team" for "the platform team". */
const replacing = 0.6

/** The place in the example whose word the sentence replaces by its i-th, with the same neighbours; -1 for none. */
function replaced(i: number, meets: readonly Met[], back: readonly number[]): number {
  if ((meets[i]?.quality ?? 0) > 0) return -1
  const [left, right] = [meets[i - 1], meets[i + 1]]
  if (i === 0 || !left || left.quality === 0) return -1
  const place = left.at + 1
  const fits = right ? right.quality > 0 && right.at === place + 1 : place === back.length - 1
  return fits && back[place] === 0 ? place : -1
}

/** `chosen` weighs two values of one choice: as verbs ("put", "take") they say little of each other. */
function meet({ keys }: Feature, pattern: Pattern, chosen: number): Met {
  let best: Met = { quality: 0, at: -1 }
  for (const [key, quality] of keys) {
    const there = pattern.keys.get(key)
    const alike = there ? Math.min(quality, there.quality) * (key.startsWith('c:') ? chosen : 1) : 0
    if (there && alike > best.quality) best = { quality: alike, at: there.at }
  }
  return best
}
