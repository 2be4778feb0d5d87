import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { compile } from '../../src/access/compile.ts'
import type { Grant } from '../../src/access/grant.ts'
import type { Policy } from '../../src/access/policy.ts'
import type { Prisma } from '../../src/db/generated/client.ts'
import { grants } from './arbitraries.ts'
import { mayOnRow } from './reference.ts'
import { actorWith, allow, deny, type Row } from './sample.ts'
import { cases, patience, tell } from './scale.ts'
import { createStage, type Stage } from './stage.ts'

vi.setConfig({ testTimeout: patience })

type Leveled = Row & { readonly level: string }
type Held = Leveled & { readonly applicationOwners: readonly string[]; readonly userId: string | null }

const jobs: Policy<Prisma.JobWhereInput> = {
  resource: 'job',
  own: (actor) => ({ ownerId: actor.id }),
  team: (actor) => ({ teamId: { in: [...actor.teams] } }),
}

/** Own through a relation and through a nullable column, said so that it is never null. */
const candidates: Policy<Prisma.CandidateWhereInput> = {
  resource: 'candidate',
  own: (actor) => ({
    OR: [
      { AND: [{ userId: { not: null } }, { userId: actor.id }] },
      { ownerId: actor.id },
      { applications: { some: { ownerId: actor.id } } },
    ],
  }),
  team: (actor) => ({ teamId: { in: [...actor.teams] } }),
}

let stage: Stage
let jobRows: readonly Leveled[]
let candidateRows: readonly Held[]

beforeAll(async () => {
  stage = await createStage()
  jobRows = await stage.db.reads.job.findMany()
  const found = await stage.db.reads.candidate.findMany({ include: { applications: true } })
  candidateRows = found.map(({ applications, ...row }) => ({
    ...row,
    applicationOwners: applications.map((application) => application.ownerId),
  }))
})

afterAll(() => stage.close())

const senior = { level: 'senior' }

/** Each place where a filter may stand, and what it then means for a row that meets it or not. */
const positions: readonly [
  name: string,
  put: (filter: Prisma.JobWhereInput) => Prisma.JobWhereInput,
  means: (inside: boolean, isSenior: boolean) => boolean,
][] = [
  ['alone', (filter) => filter, (inside) => inside],
  ['AND one', (filter) => ({ AND: filter }), (inside) => inside],
  ['AND', (filter) => ({ AND: [filter, senior] }), (inside, other) => inside && other],
  ['OR one', (filter) => ({ OR: [filter] }), (inside) => inside],
  ['OR', (filter) => ({ OR: [filter, senior] }), (inside, other) => inside || other],
  ['NOT', (filter) => ({ NOT: filter }), (inside) => !inside],
  ['NOT of a list', (filter) => ({ NOT: [filter] }), (inside) => !inside],
  ['NOT NOT', (filter) => ({ NOT: { NOT: filter } }), (inside) => inside],
  ['NOT in OR', (filter) => ({ OR: [{ NOT: filter }, senior] }), (inside, other) => !inside || other],
  ['OR in NOT', (filter) => ({ NOT: { OR: [filter, senior] } }), (inside, other) => !inside && !other],
  ['AND in NOT', (filter) => ({ NOT: { AND: [filter, senior] } }), (inside, other) => !(inside && other)],
  ['beside a column', (filter) => ({ ...filter, ...senior }), (inside, other) => inside && other],
]

const sorted = (rows: readonly { id: string }[]) => rows.map((row) => row.id).sort()

function expectedJobs(given: readonly Grant[], actor: Actor) {
  return (row: Leveled) => mayOnRow(given, { resource: 'job', action: 'read' }, { row, actor })
}

/** Own here is more than ownership, so the reference is told that the row is the actor's. */
function expectedCandidates(given: readonly Grant[], actor: Actor) {
  return (row: Held) => {
    const own = row.applicationOwners.includes(actor.id) || row.userId === actor.id
    const seen = own ? { ...row, ownerId: actor.id } : row
    return mayOnRow(given, { resource: 'candidate', action: 'read' }, { row: seen, actor })
  }
}

/** Asks PostgreSQL in every position, by findMany and by count. Returns how many answers were compared. */
async function compareJobs(given: readonly Grant[], actor: Actor): Promise<number> {
  const filter = compile(given).where(jobs, 'read', actor)
  const expected = expectedJobs(given, actor)
  const answers = positions.map(async ([name, put, means]) => {
    const [found, count] = await Promise.all([
      stage.db.reads.job.findMany({ where: put(filter), select: { id: true } }),
      stage.db.reads.job.count({ where: put(filter) }),
    ])
    const wanted = jobRows.filter((row) => means(expected(row), row.level === 'senior'))
    expect([name, sorted(found), count]).toEqual([name, sorted(wanted), wanted.length])
  })
  await Promise.all(answers)
  return positions.length * jobRows.length
}

async function compareCandidates(given: readonly Grant[], actor: Actor): Promise<void> {
  const filter = compile(given).where(candidates, 'read', actor)
  const expected = expectedCandidates(given, actor)
  const [found, others, applications] = await Promise.all([
    stage.db.reads.candidate.findMany({ where: { AND: [filter] }, select: { id: true } }),
    stage.db.reads.candidate.findMany({ where: { NOT: filter }, select: { id: true } }),
    stage.db.reads.application.findMany({ where: { candidate: filter }, select: { candidateId: true } }),
  ])
  const visible = sorted(candidateRows.filter(expected))
  expect(sorted(found)).toEqual(visible)
  expect(sorted(others)).toEqual(sorted(candidateRows.filter((row) => !expected(row))))
  const through = applications.map((application) => application.candidateId).sort()
  const wanted = candidateRows.flatMap((row) =>
    expected(row) ? row.applicationOwners.map(() => row.id) : [],
  )
  expect(through).toEqual(wanted.sort())
}

/** Changes what the filter gives, counts it, and takes it all back. */
async function updated(given: readonly Grant[], actor: Actor): Promise<number> {
  const undo = new Error('undo')
  let count = -1
  const filter = compile(given).where(jobs, 'read', actor)
  const change = stage.db.transaction('00000000-0000-7000-8000-00000000cccc', async ({ db }) => {
    count = (await db.job.updateMany({ where: { AND: [filter] }, data: { location: 'nowhere' } })).count
    throw undo
  })
  await expect(change).rejects.toBe(undo)
  return count
}

const someone = () =>
  fc.record({
    id: fc.constantFrom(...stage.owners, stage.account),
    teams: fc.subarray([...stage.teams]),
  })

test('every reach, for somebody without a team, with one and with both, in every position', async () => {
  const scopes = ['own', 'team', 'all']
  for (const teams of [[], stage.teams.slice(0, 1), stage.teams]) {
    const actor = actorWith(stage.owners[0], teams)
    for (const allows of [[], ...scopes.map((scope) => [allow(`* read ${scope}`)])]) {
      for (const denies of [[], ...scopes.map((scope) => [deny(`* read ${scope}`)])]) {
        await compareJobs([...allows, ...denies], actor)
        await compareCandidates([...allows, ...denies], actor)
      }
    }
  }
})

test('random grants give the same rows in PostgreSQL as by a plain reading of the rules', async () => {
  let decisions = 0
  await fc.assert(
    fc.asyncProperty(grants, someone(), async (given, { id, teams }) => {
      const actor = actorWith(id, teams)
      decisions += await compareJobs(given, actor)
      await compareCandidates(given, actor)
    }),
    cases(60),
  )
  expect(decisions).toBeGreaterThan(0)
  tell(`PostgreSQL agreed on ${decisions.toLocaleString('en')} decisions`)
})

test('updateMany changes exactly the rows that are given', async () => {
  await fc.assert(
    fc.asyncProperty(grants, someone(), async (given, { id, teams }) => {
      const actor = actorWith(id, teams)
      expect(await updated(given, actor)).toBe(jobRows.filter(expectedJobs(given, actor)).length)
    }),
    cases(30),
  )
  expect(await stage.db.reads.job.count({ where: { location: 'nowhere' } })).toBe(0)
})
