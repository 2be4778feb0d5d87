import type { Temporal } from 'temporal-polyfill'
import type { Entry } from '../../src/activity/record.ts'
import { recordIn } from '../../src/activity/record.ts'
import { connect, type Database } from '../../src/db/database.ts'
import { systemClock, toDate } from '../../src/platform/clock.ts'
import { idsFrom, type NewId } from '../../src/platform/id.ts'
import { createDatabase } from '../support/database.ts'
import { type Alias, addPeople } from '../support/people.ts'

export type Stage = {
  readonly db: Database
  /** Ids of recruiter, recruiter2 and recruiter3, who own everything here. */
  readonly owners: readonly [string, string, string]
  /** A person whose account one candidate has. */
  readonly account: string
  readonly teams: readonly [string, string]
  close(): Promise<void>
}

/**
 * A database with a job, and a candidate, of each owner in each team, twice over. Every second candidate has an
 * account of its own (the others leave that column null), and some have an application that another person owns.
 */
export async function createStage(): Promise<Stage> {
  const database = await createDatabase()
  const db = connect(database.appUrl)
  const now = systemClock.now()
  const { people, teams } = await addPeople(db, now)
  const owners = [people.recruiter, people.recruiter2, people.recruiter3] as const
  const both = [teams.Platform ?? '', teams.Data ?? ''] as const
  const newId = idsFrom(systemClock)
  const rows = rowsOf({ owners, teams: both, newId, now, accounts: accountsOf(people) })
  const callId = newId()
  await db.transaction(callId, async ({ db: tx, sql }) => {
    await tx.client.create({ data: rows.client })
    await tx.job.createMany({ data: rows.jobs })
    await tx.candidate.createMany({ data: rows.candidates })
    await tx.application.createMany({ data: rows.applications })
    await recordIn(sql, callId, [entryOf(callId, newId(), now)])
  })
  const close = async () => {
    await db.close()
    await database.drop()
  }
  return { db, owners, account: people.candidate, teams: both, close }
}

type Cast = Pick<Stage, 'owners' | 'teams'> & {
  readonly newId: NewId
  readonly now: Temporal.Instant
  readonly accounts: readonly string[]
}

function rowsOf({ owners, teams, newId, now, accounts }: Cast) {
  const stamps = { createdAt: toDate(now), updatedAt: toDate(now) }
  const client = { id: newId(), name: 'Alder Systems', industry: 'Software', location: 'Lisbon', ...stamps }
  const pairs = [...owners, ...owners].flatMap((ownerId) => teams.map((teamId) => ({ ownerId, teamId })))
  const jobs = pairs.map((pair, index) => ({ ...jobOf(index, client.id), ...pair, ...stamps, id: newId() }))
  const candidates = pairs.map((pair, index) => ({
    ...candidateOf(index),
    ...pair,
    ...stamps,
    id: newId(),
    userId: index % 2 === 0 ? (accounts[index / 2] ?? null) : null,
  }))
  const applications = candidates
    .filter((_, index) => index % 3 === 0)
    .map((candidate, index) => ({
      id: newId(),
      candidateId: candidate.id,
      jobId: jobs[index]?.id ?? '',
      ownerId: owners[index % 3] ?? owners[0],
      teamId: teams[(index + 1) % 2] ?? teams[0],
      statusChangedAt: toDate(now),
      ...stamps,
    }))
  return { client, jobs, candidates, applications }
}

function accountsOf(people: Readonly<Record<Alias, string>>): readonly string[] {
  return [people.candidate, people.candidate2, people.supplier, people.referrer, people.viewer, people.admin]
}

function jobOf(index: number, clientId: string) {
  return {
    reference: `NW-${index}`,
    title: index % 2 === 0 ? 'Data engineer' : 'Site reliability engineer',
    description: 'Keeps the pipelines running.',
    clientId,
    location: 'Lisbon',
    workplace: 'remote',
    employment: 'contract',
    level: index % 3 === 0 ? 'senior' : 'mid',
    payMin: 6_000,
    payMax: 9_000,
    currency: 'EUR',
    rateUnit: 'hour',
  }
}

function candidateOf(index: number) {
  return {
    name: `Person ${index}`,
    headline: 'Engineer',
    level: index % 3 === 0 ? 'senior' : 'mid',
    location: 'Porto',
    skills: ['sql'],
    yearsExperience: index,
    source: 'referral',
  }
}

function entryOf(callId: string, id: string, at: Temporal.Instant): Entry {
  return {
    ...{ class: 'write', at: at.toString(), id, callId, actorId: null, credential: 'system:seed' },
    ...{ door: 'system', initiator: 'system', tool: 'seed', effect: 'write', outcome: 'done', fault: null },
    ...{ targetType: null, targetId: null, conversationId: null, confirmationId: null, argsDigest: null },
    ...{ grant: null, tainted: false, repeats: 1, records: 0, durationMs: 0, address: null, userAgent: null },
    metadata: {},
  }
}
