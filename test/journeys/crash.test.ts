import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { suiteSize } from '../support/environment.ts'
import { type Program, runCommand, signedIn, startProgram } from '../support/program.ts'

const rounds = { small: 2, medium: 10, prove: 10 }[suiteSize()]
const callsAtOnce = 200

let home: string
let database: pg.Client
let program: Program

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-crash-'))
  program = await startProgram(home)
  const { output } = await runCommand(home, ['db-url'])
  database = new pg.Client({ connectionString: output.trim() })
  await database.connect()
}, 120_000)

afterAll(async () => {
  await database.end()
  await program.stop()
  await rm(home, { recursive: true, force: true })
})

type Answered = { notes: string[]; reads: number }

/** 200 calls at once, half of them changes; what was answered is noted as it comes. */
async function begin(round: number): Promise<{ answered: Answered; ended: Promise<unknown> }> {
  const call = await signedIn(program.url, 'recruiter@northwind.test')
  const found = await call('search_candidates', { query: 'engineer', limit: 1 })
  const [candidate] = found.body.items as { id: string }[]
  const answered: Answered = { notes: [], reads: 0 }
  const one = async (n: number) => {
    if (n % 2 === 0) {
      const note = `crash ${round} ${n}`
      const { status, body } = await call('add_candidate_note', { candidate: candidate?.id, note })
      if (status === 200) answered.notes.push(String(body.id))
    } else {
      const { status } = await call('get_candidate', { candidate: candidate?.id })
      if (status === 200) answered.reads += 1
    }
  }
  return { answered, ended: Promise.allSettled(Array.from({ length: callsAtOnce }, (_, n) => one(n))) }
}

const patience = { timeout: 60_000, interval: 1 }

/**
 * Kills the program in the middle: in every other round while records are held up, so that changes stand written and
 * unrecorded; in the others as soon as the first changes are answered.
 */
async function storm(round: number): Promise<Answered> {
  const held = round % 2 === 0
  const { answered, ended } = await begin(round)
  if (held) {
    await database.query('begin')
    await database.query('lock table activity_log in share mode')
    await vi.waitFor(async () => {
      // Inside a transaction the list of sessions is read once and kept, unless it is thrown away.
      await database.query('select pg_stat_clear_snapshot()')
      expect(await count(waiting)).toBeGreaterThan(0)
    }, patience)
  } else await vi.waitFor(() => expect(answered.notes.length).toBeGreaterThan(0), patience)
  await program.kill()
  if (held) await database.query('rollback')
  await ended
  return answered
}

/** How many transactions of the program wait to write their record. */
const waiting = `select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'insert into activity_log'`

const count = async (text: string, values: unknown[] = []) =>
  Number((await database.query(text, values)).rows[0]?.count)

describe(`the program is killed in the middle of ${callsAtOnce} calls, ${rounds} times`, () => {
  it('leaves no answered call without its row and record, no change unrecorded, no record without its change', async () => {
    let reads = 0
    const killed = { answeredNotes: 0, allNotes: 0 }
    for (let round = 0; round < rounds; round++) {
      const answered = await storm(round)
      program = await startProgram(home)
      expect((await fetch(`${program.url}/readyz`)).status).toBe(200)
      const kept = await count('select count(*) from candidate_note where id = any($1::uuid[])', [
        answered.notes,
      ])
      expect(kept).toBe(answered.notes.length)
      const notes = await count(`select count(*) from candidate_note where text like 'crash %'`)
      const records = await count(
        `select count(*) from activity_log where tool = 'add_candidate_note' and outcome = 'done' and actor_id in (select id from app_user where email = 'recruiter@northwind.test')`,
      )
      expect(records).toBe(notes)
      reads += answered.reads
      expect(
        await count(`select count(*) from activity_log where tool = 'get_candidate' and outcome = 'done'`),
      ).toBeGreaterThanOrEqual(reads)
      killed.answeredNotes += answered.notes.length
      killed.allNotes = notes
    }
    // The kill has to have come in between, or this test would prove nothing.
    expect(killed.allNotes).toBeLessThan((rounds * callsAtOnce) / 2)
    expect(killed.allNotes).toBeGreaterThan(0)
  }, 300_000)
})
