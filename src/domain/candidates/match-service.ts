import type { Job, Prisma } from '../../db/generated/client.ts'
import type { Context } from '../../tools/tool.ts'
import { expectedRate } from './candidate-view.ts'
import { pageAfter } from './cursor.ts'
import { asLevel } from './level.ts'
import { candidatePolicy } from './policy.ts'
import { byFit, type Offering, type Opening, type Score, scoreFit } from './score.ts'
import { visibleJob } from './service.ts'
import { dayOrNull, rateFrom } from './standing.ts'
import { todayOf } from './status-service.ts'

/** All that is read for the score; a name is not among it. */
const scored = {
  id: true,
  skills: true,
  level: true,
  location: true,
  openToRemote: true,
  availableOn: true,
  expectedPay: true,
  currency: true,
  rateUnit: true,
} satisfies Prisma.CandidateSelect

type ScoredRow = Prisma.CandidateGetPayload<{ select: typeof scored }>
type Ranked = Score & { id: string; availableOn: string | null }

const batch = 2_000

/**
 * Ranks the candidates that the actor may see for an opening, the best first, each with the parts of their score. Who is
 * on its pipeline already is left out unless asked for, and so is who has none of the required skills. Faults: not_found.
 */
export async function rankCandidates(
  context: Context,
  input: { job: string; include_applied: boolean; limit: number; cursor?: string | undefined },
) {
  const job = await visibleJob(context, input.job)
  const opening = openingOf(context, job)
  const today = todayOf(context)
  const ranked: Ranked[] = []
  for await (const row of pool(context, job.id, input.include_applied)) {
    const score = scoreFit(opening, offeringOf(context, row), today)
    if (hasSomethingAsked(score))
      ranked.push({ ...score, id: row.id, availableOn: dayOrNull(row.availableOn) })
  }
  const page = pageAfter(ranked.sort(byFit), input)
  const names = await namesOf(
    context,
    page.items.map(({ id }) => id),
  )
  return {
    ...page,
    job: { id: job.id, title: job.title },
    items: page.items.flatMap(({ id, score, parts, availableOn }) => {
      const row = names.get(id)
      if (!row) return []
      const { name, headline, location } = row
      return {
        id,
        label: name,
        detail: `${headline}, ${location}`,
        score,
        parts: [...parts],
        ...(availableOn ? { available_on: availableOn } : {}),
      }
    }),
  }
}

function hasSomethingAsked({ parts }: Score): boolean {
  const required = parts.find(({ part }) => part === 'required_skills')
  return !required || required.points > 0
}

async function* pool(context: Context, job: string, withApplied: boolean): AsyncGenerator<ScoredRow> {
  const where: Prisma.CandidateWhereInput = {
    AND: [
      context.where(candidatePolicy),
      ...(withApplied ? [] : [{ applications: { none: { jobId: job } } }]),
    ],
  }
  let after: string | undefined
  for (;;) {
    const rows: ScoredRow[] = await context.tx.candidate.findMany({
      where,
      orderBy: { id: 'asc' },
      take: batch,
      ...(after ? { cursor: { id: after }, skip: 1 } : {}),
      select: scored,
    })
    yield* rows
    after = rows.at(-1)?.id
    if (rows.length < batch) return
  }
}

function openingOf(context: Context, job: Job): Opening {
  const most = rateFrom(job.payMax, job.currency, job.rateUnit)
  return {
    requiredSkills: job.requiredSkills,
    wishedSkills: job.wishedSkills,
    level: asLevel(job.level),
    location: job.location,
    workplace: job.workplace,
    startsOn: dayOrNull(job.startsOn),
    payMax: context.mayField('job', 'pay_range') && most ? most : undefined,
  }
}

function offeringOf(context: Context, row: ScoredRow): Offering {
  const visible = context.mayField('candidate', 'expected_pay')
  return {
    skills: row.skills,
    level: asLevel(row.level),
    location: row.location,
    openToRemote: row.openToRemote,
    availableOn: dayOrNull(row.availableOn),
    expectedPay: visible ? (expectedRate(context, row) ?? null) : undefined,
  }
}

async function namesOf({ tx }: Context, ids: string[]) {
  const rows = await tx.candidate.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, headline: true, location: true },
  })
  return new Map(rows.map((row) => [row.id, row]))
}
