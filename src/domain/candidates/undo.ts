import { Temporal } from 'temporal-polyfill'
import { Fault } from '../../platform/fault.ts'
import { moveOptions } from './move.ts'
import { type Standing, statusLabels } from './stages.ts'

/** The last row of an application's history, as far as an undo needs it. */
export type LastMove = {
  id: string
  from: string | null
  undoes: string | null
  at: Temporal.Instant
  before: Partial<Standing>
}

/** For how long a hire can be undone. */
const hoursToUndoHire = 24

/**
 * Decides the undo of the last move: the standing before it, with facts that others wrote since left as they are.
 * `mayUndoHire` is asked for a hire only. Faults: refused when there is nothing to undo, the last move was itself an
 * undo, or the hire is older than 24 hours; denied when somebody else has to undo a hire.
 */
export function planUndo(
  standing: Standing,
  last: LastMove | undefined,
  asked: { now: Temporal.Instant; mayUndoHire: boolean },
): Standing {
  const options = moveOptions(standing)
  if (last?.undoes) {
    throw new Fault('refused', 'The last move was taken back already. You can only undo one move.', {
      options,
    })
  }
  if (!last || last.from === null) {
    throw new Fault('refused', 'There is no move to undo here yet.', { options })
  }
  if (standing.status === 'hired') checkHire(last, asked)
  return { ...standing, ...last.before }
}

function checkHire(
  last: LastMove,
  { now, mayUndoHire }: { now: Temporal.Instant; mayUndoHire: boolean },
): void {
  if (!mayUndoHire) {
    throw new Fault('denied', `Only a manager of the team can undo ${statusLabels.hired}. Please ask one.`)
  }
  if (Temporal.Instant.compare(last.at.add({ hours: hoursToUndoHire }), now) < 0) {
    throw new Fault('refused', 'A hire can be undone within 24 hours only, and this one is older.')
  }
}

/** The parts of a standing that differ from another: what a move changed. */
export function changedParts(before: Standing, after: Standing): Partial<Standing> {
  const entries = Object.entries(before).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(after[key as keyof Standing]),
  )
  return Object.fromEntries(entries) as Partial<Standing>
}
