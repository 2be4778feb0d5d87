import type { Rate } from '../../platform/money.ts'

/** The way forward, first to last. */
export const path = [
  'new',
  'screened',
  'interviewed',
  'technical_round',
  'hr_round',
  'offered',
  'hired',
] as const

export const statuses = [...path, 'rejected', 'on_hold'] as const
export type Status = (typeof statuses)[number]
/** A stage of the path, where an application stands or to which it returns. */
export type Stage = (typeof path)[number]

/** What people call each status. */
export const statusLabels: Record<Status, string> = {
  new: 'New',
  screened: 'Screened',
  interviewed: 'Interviewed',
  technical_round: 'Technical round',
  hr_round: 'HR round',
  offered: 'Offered',
  hired: 'Hired',
  rejected: 'Rejected',
  on_hold: 'On hold',
}

/**
 * Where an application stands, in the shape in which `status_change.before` keeps it. Days are YYYY-MM-DD, the instant
 * is ISO 8601. The facts (interview, rate, start) are what the gates read.
 */
export type Standing = {
  status: Status
  /** The stage that was left for rejected or on_hold. */
  resume_to: Stage | null
  hold_until: string | null
  reason: string | null
  status_changed_at: string
  interview_held_on: string | null
  agreed_rate: Rate | null
  start_date: string | null
}

/** How a move goes, which decides what it needs. */
export type Way = 'forward' | 'skip' | 'back' | 'reject' | 'hold' | 'resume' | 'reconsider'

/** The fields of change_status that a move can need. */
export const needs = ['reason', 'held_on', 'rate', 'start_date'] as const
export type Need = (typeof needs)[number]

export type Move = { to: Status; way: Way; needs: readonly Need[] }

export type Facts = Pick<Standing, 'interview_held_on' | 'agreed_rate' | 'start_date'>

const noFacts: Facts = { interview_held_on: null, agreed_rate: null, start_date: null }

const asksWhy: Record<Way, boolean> = {
  forward: false,
  skip: true,
  back: true,
  reject: true,
  hold: true,
  resume: false,
  reconsider: true,
}

/**
 * Every legal next move with the fields it still needs, the most usual first. `resumeTo` is the stage that
 * was left for on_hold or rejected; `facts` are those that the application already has.
 */
export function legalMoves(status: Status, resumeTo: Stage | null, facts: Facts = noFacts): readonly Move[] {
  return waysOut(status, resumeTo).map(({ to, way }) => ({
    to,
    way,
    needs: [...(asksWhy[way] ? (['reason'] as const) : []), ...missingFacts(status, to, facts)],
  }))
}

function waysOut(status: Status, resumeTo: Stage | null): { to: Status; way: Way }[] {
  if (status === 'hired') return []
  if (status === 'on_hold') return resumeTo ? [{ to: resumeTo, way: 'resume' }] : []
  if (status === 'rejected') return resumeTo ? [{ to: resumeTo, way: 'reconsider' }] : []
  const at = path.indexOf(status)
  const back = path[at - 1]
  return [
    ...path.slice(at + 1, at + 2).map((to) => ({ to, way: 'forward' as const })),
    { to: 'on_hold', way: 'hold' },
    { to: 'rejected', way: 'reject' },
    ...(back ? [{ to: back, way: 'back' as const }] : []),
    ...path.slice(at + 2).map((to) => ({ to, way: 'skip' as const })),
  ]
}

/** The gates: a fact on the application satisfies one, and so does the field that is given with the move. */
function missingFacts(from: Status, to: Status, facts: Facts): Need[] {
  const interviewed = facts.interview_held_on !== null || rank(from) >= rank('interviewed')
  const gate: Partial<Record<Status, Need | false>> = {
    interviewed: !interviewed && 'held_on',
    technical_round: !interviewed && 'held_on',
    hr_round: !interviewed && 'held_on',
    offered: facts.agreed_rate === null && 'rate',
    hired: facts.start_date === null && 'start_date',
  }
  // Whoever comes back from hold or reconsideration has passed the gate of that stage before.
  const returning = from === 'on_hold' || from === 'rejected'
  const missing = gate[to]
  return missing && !returning ? [missing] : []
}

/** The place of a status on the path, 0 to 6; -1 beside it. */
export function rank(status: Status): number {
  const way: readonly Status[] = path
  return way.indexOf(status)
}

/** True while something is still to happen: neither hired nor rejected. */
export function isActive(status: Status): boolean {
  return status !== 'hired' && status !== 'rejected'
}

/** True for a status that the table of the workflow knows. */
export function isStatus(text: string): text is Status {
  return statuses.some((status) => status === text)
}

/** True for a stage of the path. */
export function isStage(text: string): text is Stage {
  return path.some((stage) => stage === text)
}
