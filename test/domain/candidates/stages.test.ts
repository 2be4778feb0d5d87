import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { type MoveRequest, planMove } from '../../../src/domain/candidates/move.ts'
import { legalMoves, path, rank, type Standing, statuses } from '../../../src/domain/candidates/stages.ts'
import { changedParts, planUndo } from '../../../src/domain/candidates/undo.ts'
import { Fault } from '../../../src/platform/fault.ts'

const now = Temporal.Instant.from('2026-11-20T09:00:00Z')
const present = { now, today: Temporal.PlainDate.from('2026-11-20') }
const rate = { amount: 9250, currency: 'USD', unit: 'hour' as const }

const standing = (parts: Partial<Standing> = {}): Standing => ({
  status: 'new',
  resume_to: null,
  hold_until: null,
  reason: null,
  status_changed_at: '2026-11-01T09:00:00Z',
  interview_held_on: null,
  agreed_rate: null,
  start_date: null,
  ...parts,
})

const stages = path.filter((stage) => stage !== 'hired')
const anyStanding: fc.Arbitrary<Standing> = fc
  .record({
    status: fc.constantFrom(...statuses),
    resume_to: fc.constantFrom(...stages),
    interview_held_on: fc.option(fc.constant('2026-11-10')),
    agreed_rate: fc.option(fc.constant(rate)),
    start_date: fc.option(fc.constant('2026-12-01')),
  })
  .map(({ resume_to, ...rest }) =>
    standing({ ...rest, resume_to: ['rejected', 'on_hold'].includes(rest.status) ? resume_to : null }),
  )

const complete = { reason: 'skills', held_on: '2026-11-19', rate, start_date: '2026-12-01' }
const given = (status: MoveRequest['status'], fields: readonly string[]): MoveRequest => ({
  status,
  ...Object.fromEntries(Object.entries(complete).filter(([field]) => fields.includes(field))),
})

function faultOf(work: () => unknown): Fault {
  try {
    work()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('no fault was thrown')
}

describe('the workflow', () => {
  it('allows exactly the listed moves, and each with exactly the fields it names', () => {
    fc.assert(
      fc.property(anyStanding, fc.constantFrom(...statuses), (at, to) => {
        const move = legalMoves(at.status, at.resume_to, at).find((one) => one.to === to)
        if (!move) {
          const fault = faultOf(() => planMove(at, given(to, Object.keys(complete)), present))
          expect(fault.code).toBe('refused')
          expect(fault.details.options?.map(({ id }) => id)).toEqual(
            legalMoves(at.status, at.resume_to, at).map((one) => one.to),
          )
          return
        }
        expect(planMove(at, given(to, move.needs), present).after.status).toBe(to)
        for (const need of move.needs) {
          const rest = move.needs.filter((other) => other !== need)
          expect(faultOf(() => planMove(at, given(to, rest), present))).toMatchObject({
            code: 'invalid',
            details: { field: need },
          })
        }
      }),
    )
  })

  it('never leaves hired, and leaves rejected and on hold only to the stage they came from', () => {
    fc.assert(
      fc.property(anyStanding, (at) => {
        const moves = legalMoves(at.status, at.resume_to)
        if (at.status === 'hired') expect(moves).toEqual([])
        if (at.status === 'rejected') expect(moves).toMatchObject([{ to: at.resume_to, needs: ['reason'] }])
        if (at.status === 'on_hold') expect(moves).toEqual([{ to: at.resume_to, way: 'resume', needs: [] }])
      }),
    )
  })

  it('goes back one stage at most, and asks why for every step that is not the next one', () => {
    for (const status of stages) {
      for (const move of legalMoves(status, null)) {
        const step = rank(move.to) - rank(status)
        if (rank(move.to) >= 0) expect(step === 1 || move.needs.includes('reason')).toBe(true)
        if (rank(move.to) >= 0) expect(step).toBeGreaterThanOrEqual(-1)
      }
    }
  })

  it('keeps the gates: nobody reaches a gated stage without its fact', () => {
    fc.assert(
      fc.property(anyStanding, fc.constantFrom(...path), (at, to) => {
        if (!legalMoves(at.status, at.resume_to, at).some((move) => move.to === to)) return
        if (at.status === 'rejected' || at.status === 'on_hold') return
        const needs = legalMoves(at.status, at.resume_to, at).find((move) => move.to === to)?.needs ?? []
        const { after } = planMove(at, given(to, needs), present)
        if (['interviewed', 'technical_round', 'hr_round'].includes(to)) {
          expect(after.interview_held_on !== null || rank(at.status) >= 2).toBe(true)
        }
        if (to === 'offered') expect(after.agreed_rate).not.toBeNull()
        if (to === 'hired') expect(after.start_date).not.toBeNull()
      }),
    )
  })

  it('remembers where hold and rejection came from, and forgets it on the way back', () => {
    const held = planMove(
      standing({ status: 'screened' }),
      { status: 'on_hold', reason: 'away', until: '2026-12-24' },
      present,
    )
    expect(held.after).toMatchObject({ resume_to: 'screened', hold_until: '2026-12-24', reason: 'away' })
    const back = planMove(held.after, { status: 'screened' }, present)
    expect(back.after).toMatchObject({ status: 'screened', resume_to: null, hold_until: null, reason: null })
  })
})

describe('days and reasons', () => {
  it.each([
    [{ status: 'interviewed', held_on: '2026-11-21' }, 'held_on', 'Sat, 21 November 2026'],
    [{ status: 'hired', reason: 'urgent', start_date: '2026-11-19' }, 'start_date', 'Thu, 19 November 2026'],
    [{ status: 'on_hold', reason: 'away', until: '2026-11-20' }, 'until', 'Fri, 20 November 2026'],
    [{ status: 'on_hold', reason: 'away', rate }, 'rate', 'Leave it out'],
  ] as const)('says which field of %j is wrong', (request, field, words) => {
    const fault = faultOf(() => planMove(standing({ status: 'screened' }), request, present))
    expect(fault).toMatchObject({ code: 'invalid', details: { field } })
    expect(fault.message).toContain(words)
  })

  it('keeps the reason of a rejection as a code and the words beside it', () => {
    const plan = planMove(standing(), { status: 'rejected', reason: 'she took another offer' }, present)
    expect(plan).toMatchObject({ reason: 'other_offer', note: 'she took another offer' })
  })

  it('asks again when the reason can mean two things or nothing we know', () => {
    const pay = faultOf(() => planMove(standing(), { status: 'rejected', reason: 'pay' }, present))
    expect(pay.details.options?.map(({ id }) => id)).toEqual(['our_pay', 'their_pay'])
    const odd = faultOf(() => planMove(standing(), { status: 'rejected', reason: 'tming' }, present))
    expect(odd.details.options).toHaveLength(3)
    expect(odd.details.options?.[0]?.id).toBe('timing')
  })
})

describe('undo', () => {
  const lastOf = (before: Standing, after: Standing) => ({
    id: 'one',
    from: before.status,
    undoes: null,
    at: Temporal.Instant.from(after.status_changed_at),
    before: changedParts(before, after),
  })

  it('restores the standing before any legal move', () => {
    fc.assert(
      fc.property(anyStanding, fc.nat(), (at, pick) => {
        const moves = legalMoves(at.status, at.resume_to, at)
        const move = moves[pick % Math.max(1, moves.length)]
        if (!move) return
        const { after } = planMove(at, given(move.to, move.needs), present)
        expect(planUndo(after, lastOf(at, after), { now, mayUndoHire: true })).toEqual(at)
      }),
    )
  })

  it('leaves alone what others wrote since', () => {
    const at = standing()
    const { after } = planMove(at, { status: 'screened' }, present)
    const since = { ...after, agreed_rate: rate }
    expect(planUndo(since, lastOf(at, after), { now, mayUndoHire: false })).toEqual({
      ...at,
      agreed_rate: rate,
    })
  })

  it('undoes a hire for a manager within 24 hours only', () => {
    const at = standing({ status: 'offered', interview_held_on: '2026-11-10', agreed_rate: rate })
    const { after } = planMove(at, { status: 'hired', start_date: '2026-12-01' }, present)
    const last = lastOf(at, after)
    expect(faultOf(() => planUndo(after, last, { now, mayUndoHire: false })).code).toBe('denied')
    expect(planUndo(after, last, { now: now.add({ hours: 24 }), mayUndoHire: true }).status).toBe('offered')
    const late = { now: now.add({ hours: 24, milliseconds: 1 }), mayUndoHire: true }
    expect(faultOf(() => planUndo(after, last, late)).code).toBe('refused')
  })

  it('has nothing to undo at the beginning or after an undo', () => {
    const first = { id: 'one', from: null, undoes: null, at: now, before: {} }
    expect(faultOf(() => planUndo(standing(), first, { now, mayUndoHire: true })).code).toBe('refused')
    const undone = { ...first, from: 'screened', undoes: 'another' }
    expect(faultOf(() => planUndo(standing(), undone, { now, mayUndoHire: true })).code).toBe('refused')
  })
})
