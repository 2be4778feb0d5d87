import { dayOf, rateOf, textOf } from '../../tools/fields.ts'
import type { AnyTool } from '../../tools/tool.ts'
import { reasonCodes, reasonInWords } from './reasons.ts'
import { statusOf } from './shapes.ts'

/** The fields of a move, for one application as for many. */
export const moveFields = {
  status: statusOf('Where to move to.'),
  reason: textOf(
    'Why. Needed to reject, hold, skip a stage, go back or reconsider. To reject it is one of: skills, experience, level, our_pay, our_location, values, check; other_offer, their_pay, timing, their_location, process; closed, filled, duplicate, client_declined.',
    500,
    { cues: ['because', 'due to', 'reason', 'since'] },
  ).optional(),
  note: textOf('Anything to remember with the move.', 4_000, {
    cues: ['note', 'note that', 'saying'],
  }).optional(),
  held_on: dayOf('The day on which the interview was held, not in the future.', [
    'interviewed',
    'interview',
    'held',
    'met',
    'spoke',
  ]).optional(),
  rate: rateOf('The agreed rate, for a move to Offered.', ['at', 'for', 'rate']).optional(),
  start_date: dayOf('The first day of work, today or later, for a move to Hired.', [
    'starting',
    'starts',
    'start',
    'begins',
    'from',
  ]).optional(),
  until: dayOf('The day until which to wait, for a move to On hold.', ['until', 'till']).optional(),
}

/** How forms ask for them: a rejection takes one of the known reasons, so that they can be counted. */
export const askedOfMove: NonNullable<AnyTool['asked']> = ({ status }) => {
  const known = reasonCodes.map((code) => ({ value: code, label: reasonInWords(code) }))
  return {
    reason: { hint: '', ...(status === 'rejected' ? { kind: 'choice' as const, options: known } : {}) },
    note: { hint: '' },
    held_on: { label: 'Interview held on', hint: '' },
    start_date: { label: 'First day of work', hint: '' },
    until: { label: 'Wait until', hint: '' },
  }
}
