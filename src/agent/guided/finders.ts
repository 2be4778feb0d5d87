import { z } from 'zod'
import type { Kind } from '../../tools/fields.ts'
import type { Turn } from '../mind.ts'
import { isRow } from './shape.ts'
import type { Studied, Study } from './study.ts'

/** A row as finders return it, with whatever else the item says. */
export type Item = {
  readonly id: string
  readonly label: string
  readonly detail?: string
  readonly match?: 'exact' | 'part' | 'close'
  readonly active?: boolean
}

const found = z.object({
  items: z.array(
    z.looseObject({
      id: z.string(),
      label: z.string(),
      detail: z.string().optional(),
      match: z.enum(['exact', 'part', 'close']).optional(),
      active: z.boolean().optional(),
    }),
  ),
  total: z.number().optional(),
  next_cursor: z.string().optional(),
})

/** A page of rows, read from the output of any tool that lists. */
export type Found = { readonly items: readonly Item[]; readonly total: number; readonly next?: string }

/** The rows in an output; nothing when it is no list. */
export function itemsOf(output: unknown): Found | undefined {
  const read = found.safeParse(output)
  if (!read.success) return undefined
  const { items, total, next_cursor } = read.data
  const rows = items.map(({ id, label, detail, match, active }) => ({
    id,
    label,
    ...(detail === undefined ? {} : { detail }),
    ...(match === undefined ? {} : { match }),
    ...(active === undefined ? {} : { active }),
  }))
  return { items: rows, total: total ?? rows.length, ...(next_cursor ? { next: next_cursor } : {}) }
}

/** The tool that finds rows of a kind by words: the first one that the speaker may use. */
export function wordFinder(kind: Kind, study: Study, turn: Turn): Studied | undefined {
  const finders = study.tools.filter(
    ({ tool, fields }) => tool.finds === kind && fields.some((field) => field.kind === 'query'),
  )
  return finders.find(({ tool }) => turn.may(tool)) ?? finders[0]
}

/** The tool that finds rows of a kind through rows of another: the applications of a candidate. */
export function rowFinder(kind: Kind, study: Study, turn: Turn): Studied | undefined {
  const finders = study.tools.filter(
    (studied) =>
      (studied.tool.finds === kind || studied.tool.lists === kind) && parentsOf(studied, kind).length > 0,
  )
  const best = [...finders].sort((one, other) => rankOf(one) - rankOf(other))
  return best.find(({ tool }) => turn.may(tool)) ?? best[0]

  function rankOf({ tool, fields }: Studied): number {
    return (tool.finds === kind ? 0 : 2) + (fields.some((field) => field.required) ? 1 : 0)
  }
}

/** The kinds by whose rows a finder narrows down. */
export function parentsOf({ fields }: Studied, kind: Kind): readonly Kind[] {
  return fields.flatMap((field) =>
    isRow(field.kind) && field.kind !== kind && !field.many ? [field.kind] : [],
  )
}

/** True when rows of this kind have no name of their own and are called by a candidate or opening that they hang on. */
export function hangs(kind: Kind, { study, turn }: { study: Study; turn: Turn }): boolean {
  const finder = rowFinder(kind, study, turn)
  return (
    finder !== undefined &&
    kind !== 'job' &&
    kind !== 'candidate' &&
    parentsOf(finder, kind).includes('candidate')
  )
}

/** Kinds whose rows hang on a row of this kind. */
export function dependentsOf(kind: Kind, study: Study): readonly Kind[] {
  return study.tools.flatMap((studied) => {
    const { finds } = studied.tool
    return finds && finds !== kind && parentsOf(studied, finds).includes(kind) ? [finds] : []
  })
}
