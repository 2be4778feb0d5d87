import type { Kind } from '../../tools/fields.ts'
import { type Draft, newDraft, type Work } from './draft.ts'
import type { Feature } from './features.ts'
import { fill } from './fill.ts'
import { hangs, parentsOf, rowFinder } from './finders.ts'
import { type Heard, hear } from './heard.ts'
import { kindOf, weighNames } from './link.ts'
import { acceptable, near, rank, type Score } from './pick.ts'
import { type Field, isRow } from './shape.ts'
import { spansOf } from './spans.ts'
import type { Studied } from './study.ts'

/** The tool that a sentence asks for, several that it may ask for, or none. */
export type Choice = { draft: Draft; weak?: boolean } | { among: readonly Studied[] } | undefined

/** Chooses the tool by its words; when words leave it open, by what the sentence names. */
export async function choose(work: Work): Promise<Choice> {
  const heard = hear(work.sentence, work.study)
  const pointed = isBarePointer(heard) ? shownHere(work, heard) : undefined
  if (pointed) return { draft: newDraft(pointed) }
  if (isBareName(work, heard)) return await chooseByName(work, heard)
  const skilled = ({ keys }: Feature) => keys.has('m:skill')
  const skills =
    heard.features.some(skilled) && heard.features.every((feature) => isName(feature) || skilled(feature))
  const ranked = rankFor(work, skills ? withVerb(heard, 'find') : heard)
  if ((ranked[0]?.score ?? 0) < acceptable) return undefined
  const [first, second] = await weighNames(ranked, work)
  if (!first) return undefined
  const open = second !== undefined && first.score - second.score < near / 2
  const changes = first.studied.tool.effect !== 'read' || second?.studied.tool.effect !== 'read'
  const [may, other] = [first, second].map((one) => one !== undefined && work.turn.may(one.studied.tool))
  if (open && changes && may && other) return { among: [first.studied, second.studied] }
  if (open && other && !may) return { draft: newDraft(second.studied) }
  const weak = (ranked[0]?.score ?? 0) < 0.7
  return { draft: newDraft(changes ? first.studied : await settle(ranked, first, work)), weak }
}

/** How far behind the best a tool may be and still answer instead of it, when that one lacks what the other has. */
const within = 0.16

/** Among tools that only show, one that the sentence gives all it needs comes before one that would have to ask. */
async function settle(ranked: readonly Score[], first: Score, work: Work): Promise<Studied> {
  if (!work.turn.may(first.studied.tool)) return first.studied
  const others = ranked.filter(
    ({ studied, score }) =>
      studied !== first.studied &&
      score >= Math.max(first.score - within, acceptable) &&
      studied.tool.effect === 'read',
  )
  for (const { studied } of [first, ...others.slice(0, 3)]) {
    if (!work.turn.may(studied.tool)) continue
    const { gap, denied } = await fill(work, newDraft(studied))
    if (!gap && !denied) return studied
    if (denied || (gap && !gap.unknown && gap.options.length > 0)) break
  }
  return first.studied
}

/**
 * The ranking for this speaker: what they may not do is meant less often, most of all by people outside, and what is made
 * for them more often.
 */
export function rankFor(work: Work, heard: Heard): readonly Score[] {
  const { study, turn, memory } = work
  const pointing = heard.features.some(({ keys }) => keys.has('m:which') || keys.has('m:pronoun'))
  const here = memory.list?.kind ?? memory.focus.at(-1)?.kind
  return rank(heard, study, ({ tool, fields }) => {
    const may = turn.may(tool) ? 1 : turn.speaker.kind === 'internal' ? 0.9 : 0.85
    const featured = tool.featured?.includes(turn.speaker.persona) ? 1.03 : 1
    return may * featured * (pointing && here ? aim(fields, here, work) : 1)
  })
}

/** "The second one" of a list of openings is meant for a tool that takes an opening. */
function aim(fields: readonly Field[], here: Kind, work: Work): number {
  const needed = fields.flatMap(({ kind, required }) => (required && isRow(kind) ? [kind] : []))
  if (needed.includes(here)) return 1.1
  const reached = needed.some((kind) => {
    const finder = hangs(kind, work) ? rowFinder(kind, work.study, work.turn) : undefined
    return finder !== undefined && parentsOf(finder, kind).includes(here)
  })
  return reached || fields.some(({ kind }) => kind === here) ? 1 : 0.85
}

/** "the second one" and nothing else. */
function isBarePointer({ features }: Heard): boolean {
  const telling = features.filter(({ weight }) => weight > 0.1)
  return telling.length > 0 && telling.every(({ keys }) => keys.has('m:which') || keys.has('m:pronoun'))
}

/** The tool that shows a row of the list that was shown last. */
function shownHere(work: Work, heard: Heard): Studied | undefined {
  const here = work.memory.list?.kind
  const ranked = rankFor(work, withVerb(heard, 'show'))
  return ranked.find(({ studied }) => here && shownKind(studied, work) === here)?.studied
}

/** Nothing but a name, with an article or a courtesy at most. */
function isBareName({ sentence }: Work, { features }: Heard): boolean {
  const courtesies = /^(?:the|a|please|pls|plz|hi|hey|hello|parley|and|or|ok|so|mr|mrs|ms|dr)$/
  const bare = sentence.tokens.every(({ small, word }) => !small || courtesies.test(word))
  return (
    bare &&
    features.length > 0 &&
    features.every((feature) => isName(feature) && !feature.keys.has('m:place'))
  )
}

function isName({ keys, weight }: Feature): boolean {
  return weight < 0.1 || (keys.has('m:name') && ![...keys.keys()].some((key) => key.startsWith('s:')))
}

/** A sentence without a verb has one in mind. */
function withVerb(heard: Heard, family: string): Heard {
  const verb: Feature = { keys: new Map([[`f:${family}`, 0.7]]), weight: 0.4, foreign: false, token: -1 }
  return { ...heard, features: [...heard.features, verb] }
}

/** A name and nothing else asks to be shown what it names. */
async function chooseByName(work: Work, heard: Heard): Promise<Choice> {
  if (heard.features.every(({ weight }) => weight < 0.1)) return undefined
  const shows = rankFor(work, withVerb(heard, 'show')).flatMap(({ studied }) => {
    const kind = shownKind(studied, work)
    return kind && work.turn.may(studied.tool) ? [{ studied, kind }] : []
  })
  const kinds = [...new Set(shows.map(({ kind }) => kind))].slice(0, 4)
  const [span] = shows[0] ? spansOf(work, newDraft(shows[0].studied)) : []
  const best = span && (await kindOf(span, kinds, work))
  const shown = shows.find(({ kind }) => kind === best)
  if (shown) return { draft: newDraft(shown.studied) }
  const [first] = shows
  const offer = first && (await fill(work, newDraft(first.studied)))
  return first && (offer?.gap?.options.length ?? 0) > 0 ? { draft: newDraft(first.studied) } : undefined
}

/** The kind of row that a tool shows, when it needs but one and changes nothing. */
function shownKind({ tool, fields }: Studied, work: Work): Kind | undefined {
  const [only, ...more] = fields.filter((field) => field.required)
  if (!only || more.length > 0 || only.many || tool.effect !== 'read' || !isRow(only.kind)) return undefined
  const named = only.kind !== 'conversation' && !hangs(only.kind, work)
  return named && only.kind === tool.permission.resource ? only.kind : undefined
}
