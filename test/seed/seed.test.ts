import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemUserId } from '../../src/access/authenticate.ts'
import { createConverse } from '../../src/agent/converse.ts'
import { tools } from '../../src/catalogue.ts'
import { connect, type Database } from '../../src/db/database.ts'
import { seedOnce } from '../../src/db/seed-once.ts'
import { manualClock } from '../../src/platform/clock.ts'
import { createLog } from '../../src/platform/log.ts'
import { ends } from '../../src/seed/journeys.ts'
import { addressOf, people } from '../../src/seed/people.ts'
import { seed } from '../../src/seed/seed.ts'
import { invoke } from '../../src/tools/invoke.ts'
import { createWaist } from '../../src/tools/waist.ts'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { done } from '../support/world.ts'

const now = Temporal.Instant.from('2026-11-20T15:30:00Z')

let database: TestDatabase
let db: Database

beforeAll(async () => {
  database = await createDatabase()
  db = connect(database.appUrl)
  await seed({ db, log: createLog('silent'), secret: 'a secret of this test run', tools, now })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

test('the company stands, with everything that belongs to it', async () => {
  const { reads } = db
  const counts = await Promise.all([
    reads.team.count(),
    reads.user.count({ where: { kind: { not: 'system' } } }),
    reads.client.count(),
    reads.job.count({ where: { status: 'open' } }),
    reads.candidate.count(),
    reads.application.count(),
    reads.submission.count(),
  ])
  expect(counts).toEqual([2, 13, 4, 14, 160, 220, 60])
  const stages = await reads.application.groupBy({ by: ['status'], _count: { _all: true } })
  expect(Object.fromEntries(stages.map(({ status, _count }) => [status, _count._all]))).toEqual(ends)
  expect(await reads.organisation.findFirst()).toMatchObject({ name: 'Northwind Staffing', currency: 'USD' })
})

test('accounts have their role, team and zone; nobody has read the notice yet', async () => {
  const sam = await db.reads.user.findUniqueOrThrow({
    where: { email: 'recruiter@northwind.test' },
    include: { teams: { include: { team: true } }, assignments: { include: { role: true } } },
  })
  expect(sam.teams.map(({ team }) => team.name)).toEqual(['Platform'])
  expect(sam.assignments.map(({ role }) => role.name)).toEqual(['recruiter'])
  expect(sam).toMatchObject({ timeZone: 'America/Chicago', noticeAcknowledgedAt: null })
})

test('the accounts of the two candidates stand for their own profiles', async () => {
  const rows = await db.reads.candidate.findMany({
    where: { userId: { not: null } },
    include: { account: true },
  })
  expect(rows.map(({ name, account }) => [name, account?.name]).sort()).toEqual([
    ['Chinedu Okafor', 'Chinedu Okafor'],
    ['Lucía Fernández Rey', 'Lucía Fernández Rey'],
  ])
})

test('every act is recorded as the system, at the time when it is meant to have happened', async () => {
  const changes = await db.reads.statusChange.findMany({ orderBy: { at: 'asc' } })
  expect(changes.length).toBeGreaterThan(600)
  expect(new Set(changes.map(({ actorId }) => actorId))).toEqual(new Set([systemUserId]))
  expect(changes[0]?.at.getTime()).toBeGreaterThan(now.subtract({ hours: 24 * 91 }).epochMilliseconds)
  expect(changes.at(-1)?.at.getTime()).toBeLessThan(now.epochMilliseconds)
  const moves = await db.reads.activityLog.findMany({
    where: { tool: 'change_status' },
    select: { at: true, targetId: true, actorId: true, outcome: true },
  })
  const recorded = new Set(moves.map(({ at, targetId }) => `${at.toISOString()} ${targetId}`))
  const made = changes.filter(({ fromStatus }) => fromStatus !== null)
  expect(new Set(made.map(({ at, applicationId }) => `${at.toISOString()} ${applicationId}`))).toEqual(
    recorded,
  )
  expect(new Set(moves.map(({ actorId, outcome }) => `${actorId} ${outcome}`))).toEqual(
    new Set([`${systemUserId} done`]),
  )
})

test('the past lies in partitions of its own months, not in the default ones', async () => {
  const { rows } = await db.sql({
    text: `select distinct tableoid::regclass::text as part from activity_log order by 1`,
    values: [],
  })
  const parts = rows.map(({ part }) => String(part))
  expect(parts.length).toBeGreaterThan(3)
  expect(parts.filter((part) => part.endsWith('_default'))).toEqual([])
})

test('submissions bear the names of those who made and reviewed them, and nobody reviewed their own', async () => {
  const rows = await db.reads.submission.findMany({ include: { submitter: true, reviewer: true, job: true } })
  expect(new Set(rows.map(({ submitter }) => submitter.email.split('@')[0]))).toEqual(
    new Set(['recruiter', 'recruiter2', 'recruiter3', 'supplier']),
  )
  for (const { submitter, reviewer, status, payRate, billRate, job, reviewReason } of rows) {
    expect(reviewer?.id).not.toBe(submitter.id)
    expect(reviewer === null).toBe(status === 'submitted')
    if (status === 'declined') expect(reviewReason).not.toBeNull()
    expect(payRate).toBeGreaterThanOrEqual(job.payMin)
    if (billRate !== null) expect(billRate).toBeLessThanOrEqual(job.billMax ?? 0)
  }
})

test('a database that people use is never turned into a demo', async () => {
  const target = { ownerUrl: database.ownerUrl, lockUrl: database.ownerUrl, startOver: undefined }
  const attempt = seedOnce(
    target,
    () => new Date('2026-11-20T15:30:00Z'),
    async () => undefined,
  )
  await expect(attempt).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('in use') })
  expect(await db.reads.installation.count()).toBe(0)
})

test.each(['2026-11-20T15:30:00Z', '2026-11-23T22:30:00Z'])(
  'at %s everybody gets suggestions, and each of them is answered',
  async (moment) => {
    const clock = manualClock(moment)
    const waist = createWaist({ db, clock, log: createLog('silent'), secret: 'x', tools, demo: () => true })
    const converse = createConverse(waist, { model: undefined })
    const unanswered: string[] = []
    for (const { account } of people) {
      const caller = {
        credential: { kind: 'demo', email: addressOf(account), loopback: true },
        door: 'web',
      } as const
      const input = { ...caller, tool: 'get_suggested_prompts', input: {}, initiator: 'person' } as const
      const { items } = done<{ items: { label: string }[] }>(await invoke(waist, input))
      for (const { label } of items) {
        const { calls, asks, reply } = await converse({ ...caller, text: label })
        const good =
          calls.every(({ outcome }) => outcome === 'done' || outcome === 'pending') && asks === null
        if (!good || (calls.length === 0 && !reply.includes('Here is what I can do')))
          unanswered.push(`${account}: ${label}: ${reply}`)
      }
    }
    expect(unanswered).toEqual([])
  },
)
