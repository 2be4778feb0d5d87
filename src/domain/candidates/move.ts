import { Temporal } from 'temporal-polyfill'
import { Fault } from '../../platform/fault.ts'
import type { Rate } from '../../platform/money.ts'
import { type ReasonCode, readReason, reasonCodes, reasonInWords } from './reasons.ts'
import { sayDay } from './say.ts'
import { legalMoves, type Move, type Need, type Standing, type Status, statusLabels } from './stages.ts'

/** What somebody asks of an application: where it shall go, why, and the facts they bring. Days are YYYY-MM-DD. */
export type MoveRequest = {
  status: Status
  reason?: string | undefined
  note?: string | undefined
  held_on?: string | undefined
  rate?: Rate | undefined
  start_date?: string | undefined
  until?: string | undefined
}

/** What a move brought, as `status_change.facts` keeps it. */
export type MoveFacts = Pick<MoveRequest, 'held_on' | 'rate' | 'start_date' | 'until'>

export type MovePlan = {
  after: Standing
  way: Move['way']
  reason: string | null
  note: string | null
  facts: MoveFacts
}

/** The present: the instant, and the day that it is for whoever asks. */
export type Present = { now: Temporal.Instant; today: Temporal.PlainDate }

/**
 * Decides a move by the table of the workflow (stages.ts). Faults: refused for a move that is not legal, with the legal
 * ones as options; invalid with the field that is missing, wrong, or out of place.
 */
export function planMove(standing: Standing, request: MoveRequest, present: Present): MovePlan {
  const move = legalMoves(standing.status, standing.resume_to, standing).find(
    ({ to }) => to === request.status,
  )
  if (!move) throw illegal(standing, request.status)
  refuseStrayFacts(request)
  checkDays(request, present.today)
  const missing = move.needs.find((need) => request[need] === undefined)
  if (missing) throw missingField(missing, move, standing)
  const { reason, said } = reasonFor(move, request.reason)
  const { held_on, rate, start_date, until } = request
  return {
    way: move.way,
    reason,
    note: request.note ?? said ?? null,
    facts: {
      ...(held_on ? { held_on } : {}),
      ...(rate ? { rate } : {}),
      ...(start_date ? { start_date } : {}),
      ...(until ? { until } : {}),
    },
    after: {
      status: request.status,
      resume_to: leaves(move) && isResumable(standing.status) ? standing.status : null,
      hold_until: until ?? null,
      reason,
      status_changed_at: present.now.toString(),
      interview_held_on: held_on ?? standing.interview_held_on,
      agreed_rate: rate ?? standing.agreed_rate,
      start_date: start_date ?? standing.start_date,
    },
  }
}

function leaves(move: Move): boolean {
  return move.way === 'hold' || move.way === 'reject'
}

function isResumable(status: Status): status is NonNullable<Standing['resume_to']> {
  return status !== 'rejected' && status !== 'on_hold'
}

/** The legal moves of a standing as the choices of a fault: best first, with what each needs. */
export function moveOptions(standing: Standing): { id: Status; label: string }[] {
  return legalMoves(standing.status, standing.resume_to, standing).map(({ to, needs }) => ({
    id: to,
    label:
      needs.length > 0 ? `${statusLabels[to]} (needs ${needs.map(sayNeed).join(' and ')})` : statusLabels[to],
  }))
}

const needWords: Record<Need, string> = {
  reason: 'a reason',
  held_on: 'the day of the interview',
  rate: 'the agreed rate',
  start_date: 'the first day of work',
}

/** A field that a move needs, in words. */
export function sayNeed(need: Need): string {
  return needWords[need]
}

function illegal(standing: Standing, to: Status): Fault {
  const options = moveOptions(standing)
  const from = statusLabels[standing.status]
  if (standing.status === to) {
    return new Fault('refused', `This is already in ${from}. From here it can go to ${inWords(options)}.`, {
      field: 'status',
      options,
    })
  }
  if (standing.status === 'hired') {
    return new Fault('refused', 'Hired is final. A manager can undo the hire within 24 hours of it.', {
      field: 'status',
      options,
    })
  }
  const text = `This cannot go from ${from} to ${statusLabels[to]}. It can go to ${inWords(options)}.`
  return new Fault('refused', text, { field: 'status', options })
}

function inWords(options: readonly { label: string }[]): string {
  const labels = options.map(({ label }) => label)
  return labels.length < 2
    ? (labels[0] ?? 'no other stage')
    : `${labels.slice(0, -1).join(', ')} or ${labels.at(-1)}`
}

const belongs: Record<keyof MoveFacts, { to: readonly Status[]; words: string }> = {
  held_on: {
    to: ['interviewed', 'technical_round', 'hr_round', 'offered', 'hired'],
    words: 'The day of an interview',
  },
  rate: { to: ['offered', 'hired'], words: 'A rate' },
  start_date: { to: ['hired'], words: 'A first day of work' },
  until: { to: ['on_hold'], words: 'A day until which to wait' },
}

function refuseStrayFacts(request: MoveRequest): void {
  for (const [field, { to, words }] of Object.entries(belongs)) {
    if (request[field as keyof MoveFacts] === undefined || to.includes(request.status)) continue
    const where = to.map((status) => statusLabels[status]).join(', ')
    throw new Fault(
      'invalid',
      `${words} belongs to a move to ${where}, not to ${statusLabels[request.status]}. Leave it out.`,
      {
        field,
      },
    )
  }
}

function checkDays({ held_on, start_date, until }: MoveRequest, today: Temporal.PlainDate): void {
  if (held_on && isAfter(held_on, today)) {
    throw new Fault('invalid', `${sayDay(held_on)} is still to come. On which day was the interview held?`, {
      field: 'held_on',
    })
  }
  if (start_date && isBefore(start_date, today)) {
    throw new Fault('invalid', `${sayDay(start_date)} is past. What is the first day of work?`, {
      field: 'start_date',
    })
  }
  if (until && !isAfter(until, today)) {
    throw new Fault('invalid', `${sayDay(until)} is not in the future. Until when shall it wait?`, {
      field: 'until',
    })
  }
}

function isAfter(day: string, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(day), today) > 0
}

function isBefore(day: string, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(Temporal.PlainDate.from(day), today) < 0
}

function missingField(need: Need, move: Move, standing: Standing): Fault {
  if (need === 'reason') return missingReason(move, standing)
  const questions: Record<Exclude<Need, 'reason'>, string> = {
    held_on: 'On which day was the interview held?',
    rate: 'What rate was agreed? For example 92 USD an hour.',
    start_date: 'What is the first day of work?',
  }
  return new Fault('invalid', questions[need], { field: need })
}

function missingReason({ to, way }: Move, standing: Standing): Fault {
  const from = statusLabels[standing.status]
  const questions: Record<Move['way'], string> = {
    forward: 'Why?',
    resume: 'Why?',
    skip: `From ${from} to ${statusLabels[to]} leaves out a stage. Why?`,
    back: `${statusLabels[to]} is a step back from ${from}. Why?`,
    reject: 'Why is this rejected? Choose one of the reasons.',
    hold: 'What does this wait for?',
    reconsider: `This was rejected. What speaks for taking it up again in ${statusLabels[to]}?`,
  }
  const options = way === 'reject' ? reasonCodes.map(reasonOption) : undefined
  return new Fault('invalid', questions[way], { field: 'reason', ...(options ? { options } : {}) })
}

function reasonFor(
  move: Move,
  text: string | undefined,
): { reason: string | null; said?: string | undefined } {
  if (move.way !== 'reject' || text === undefined) return { reason: text ?? null }
  const read = readReason(text)
  if (read.code !== undefined) return { reason: read.code, said: read.said }
  const question =
    read.unclear === 'several'
      ? `"${text}" can mean more than one reason. Which one?`
      : `"${text}" is not one of the reasons. Did you mean one of these?`
  throw new Fault('invalid', question, { field: 'reason', options: read.options.map(reasonOption) })
}

function reasonOption(code: ReasonCode): { id: ReasonCode; label: string } {
  return { id: code, label: reasonInWords(code) }
}
