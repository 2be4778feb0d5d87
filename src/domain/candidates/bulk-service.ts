import type { Prisma } from '../../db/generated/client.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { filtersOf } from './application-service.ts'
import { applicationNames } from './application-view.ts'
import { type MoveRequest, planMove } from './move.ts'
import { applicationPolicy } from './policy.ts'
import type { Status } from './stages.ts'
import { standingOf } from './standing.ts'
import { type LoadedApplication, move, todayOf } from './status-service.ts'

/** The most applications that one call moves. */
export const mostAtOnce = 200

export type BulkChoice = {
  applications?: readonly string[] | undefined
  job?: string | undefined
  from?: Status | undefined
}

type Named = { id: string; label: string; version?: number; from?: Status }

export type BulkItem = Named & { moves: boolean; why?: string }

/** What became of one item before it is told: the fault is kept to see whether all failed alike. */
type Tried = { item: BulkItem; fault?: Fault }

/**
 * What a bulk move would do to each of the chosen applications; nothing is changed. Faults: invalid when the move lacks a
 * field for every one of them or nothing is chosen; refused for more than 200.
 */
export async function previewMoves(
  context: Context,
  choice: BulkChoice,
  request: MoveRequest,
): Promise<BulkItem[]> {
  const present = { now: context.now, today: todayOf(context) }
  const tried: Tried[] = []
  for (const row of await chosen(context, choice)) {
    tried.push(
      await attempted(row, async (loaded) => {
        planMove(standingOf(loaded), request, present)
        return { ...named(loaded), moves: true }
      }),
    )
  }
  return told(tried)
}

/**
 * Moves each of the applications that can move, each wholly or not at all; one that is refused does not stop the others.
 * Faults: invalid when the move lacks a field for every one of them; refused for more than 200.
 */
export async function moveMany(
  context: Context,
  applications: readonly string[],
  request: MoveRequest,
): Promise<BulkItem[]> {
  const tried: Tried[] = []
  for (const row of await chosen(context, { applications })) {
    tried.push(
      await attempted(row, async (loaded) => {
        const { version, from } = await context.attempt(() => move(context, loaded, request))
        return { ...named(loaded), version, from, moves: true }
      }),
    )
  }
  return told(tried)
}

/** Why an item does not move, in the words of its fault. Anything that is no fault of the item stops the whole call. */
async function attempted(
  row: LoadedApplication | { id: string },
  work: (row: LoadedApplication) => Promise<BulkItem>,
): Promise<Tried> {
  if (!('candidate' in row)) return { item: unknown(row.id) }
  try {
    return { item: await work(row) }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { item: { ...named(row), moves: false, why: error.message }, fault: error }
  }
}

/** The items, unless every one of them lacks the same field: then the move itself is incomplete and that is asked for. */
function told(tried: readonly Tried[]): BulkItem[] {
  const [first] = tried
  const same = ({ fault }: Tried) =>
    fault?.code === 'invalid' && fault.details.field === first?.fault?.details.field
  if (first?.fault && tried.every(same)) throw first.fault
  return tried.map(({ item }) => item)
}

/** The chosen applications in the order given; an id that the actor may not move stays a bare id. */
async function chosen(context: Context, choice: BulkChoice): Promise<(LoadedApplication | { id: string })[]> {
  const ids = choice.applications ? [...new Set(choice.applications)] : undefined
  const filters = filtersOf({ job: choice.job, status: choice.from })
  if (!ids && filters.length === 0) {
    throw new Fault('invalid', 'Which applications? Name them, or an opening or a stage.', {
      field: 'applications',
    })
  }
  const where: Prisma.ApplicationWhereInput = {
    AND: [
      context.where(applicationPolicy, 'bulk'),
      context.where(applicationPolicy, 'update'),
      ...filters,
      ...(ids ? [{ id: { in: ids } }] : []),
    ],
  }
  const rows = await context.tx.application.findMany({
    where,
    orderBy: [{ statusChangedAt: 'asc' }, { id: 'asc' }],
    take: mostAtOnce + 1,
    include: applicationNames,
  })
  if (rows.length > mostAtOnce) {
    throw new Fault(
      'refused',
      `More than ${mostAtOnce} applications fit. Choose at most ${mostAtOnce} at once.`,
      {
        field: 'applications',
      },
    )
  }
  return ids ? ids.map((id) => rows.find((row) => row.id === id) ?? { id }) : rows
}

function named(row: LoadedApplication): Named {
  return {
    id: row.id,
    label: `${row.candidate.name} for ${row.job.title}`,
    version: row.version,
    from: standingOf(row).status,
  }
}

function unknown(id: string): BulkItem {
  return {
    id,
    label: 'Unknown application',
    moves: false,
    why: "I can't find that application, or it isn't yours to move.",
  }
}
