import { recordIn } from '../../src/activity/record.ts'
import { invoke } from '../../src/tools/invoke.ts'
import type { Waist } from '../../src/tools/waist.ts'
import { recordOfSetUp } from '../support/people.ts'
import type { Bench, Measure } from './bench.ts'
import { median, recruiter, timeInTurn, withDemo } from './open-demo.ts'

const runs = 400

/** A read through the whole waist, with its record and with a recorder that forgets. */
async function ofReads(waist: Waist): Promise<Measure> {
  const forgetful = { ...waist, recorder: { add: () => Promise.resolve() } }
  const call = {
    credential: recruiter,
    door: 'rest',
    initiator: 'person',
    tool: 'search_jobs',
    input: { limit: 1 },
  } as const
  const plenty = { ...waist.limits, person: () => Promise.resolve(), records: () => undefined }
  const [recorded = [], unrecorded = []] = await timeInTurn(runs, [
    () => invoke({ ...waist, limits: plenty }, call),
    () => invoke({ ...forgetful, limits: plenty }, call),
  ])
  return asMeasure({ kind: 'read', bar: 0.5 }, median(recorded), median(unrecorded))
}

/** The same change of one row, with its record and with the guard told that there is one. */
async function ofWrites(waist: Waist): Promise<Measure> {
  const team = await waist.db.reads.team.findFirstOrThrow()
  const change = (id: string, record: boolean) =>
    waist.db.transaction(id, async ({ db, sql }) => {
      await db.team.update({ where: { id: team.id }, data: { version: { increment: 1 } } })
      if (record) await recordIn(sql, id, [recordOfSetUp(id, waist.newId(), waist.clock.now())])
      else await sql({ text: `select set_config('parley.recorded', $1, true)`, values: [id] })
    })
  const [recorded = [], unrecorded = []] = await timeInTurn(runs, [
    () => change(waist.newId(), true),
    () => change(waist.newId(), false),
  ])
  return asMeasure({ kind: 'write', bar: 0.3 }, median(recorded), median(unrecorded))
}

function asMeasure(
  { kind, bar }: { kind: string; bar: number },
  recorded: number,
  unrecorded: number,
): Measure {
  const cost = recorded - unrecorded
  return {
    figure: `${cost.toFixed(2)} ms more for a ${kind}`,
    ratio: cost / bar,
    meets: cost <= bar,
    detail: `p50 ${recorded.toFixed(2)} ms recorded, ${unrecorded.toFixed(2)} ms not; ${runs} of each in turn`,
  }
}

export const bench: Bench = {
  name: 'cost of recording',
  bar: 'write ≤ 0.3 ms, read ≤ 0.5 ms at p50, one client, fsync on',
  run: () => withDemo(async ({ waist }) => [await ofWrites(waist), await ofReads(waist)]),
}
