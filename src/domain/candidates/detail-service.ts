import { toInstant } from '../../platform/clock.ts'
import type { Context } from '../../tools/tool.ts'
import { applicationNames, daysIn, factsOf, movesOf } from './application-view.ts'
import { expectedRate } from './candidate-view.ts'
import { applicationPolicy } from './policy.ts'
import { visibleCandidate } from './service.ts'
import { dayOrNull, standingOf } from './standing.ts'

const mostNotes = 50

/**
 * All that the actor may see of one candidate: profile, applications with their legal next moves and, in full detail,
 * résumé and notes. Faults: not_found.
 */
export async function showCandidate(
  context: Context,
  input: { candidate: string; detail: 'concise' | 'full' },
) {
  const row = await visibleCandidate(context, input.candidate)
  const [owner, applications, notes] = await Promise.all([
    context.tx.user.findUniqueOrThrow({ where: { id: row.ownerId }, select: { id: true, name: true } }),
    applicationsOf(context, row.id),
    context.tx.candidateNote.count({ where: { candidateId: row.id } }),
  ])
  const expected = expectedRate(context, row)
  const inFull = input.detail === 'full'
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    headline: row.headline,
    level: row.level,
    location: row.location,
    open_to_remote: row.openToRemote,
    skills: row.skills,
    years_experience: row.yearsExperience,
    ...(row.availableOn ? { available_on: dayOrNull(row.availableOn) ?? '' } : {}),
    ...(expected ? { expected_rate: expected } : {}),
    ...(row.email ? { email: row.email } : {}),
    ...(row.phone ? { phone: row.phone } : {}),
    source: row.source,
    owner,
    applications,
    has_resume: row.resume !== null,
    note_count: notes,
    ...(inFull && row.resume !== null ? { resume: { text: row.resume, tainted: row.resumeTainted } } : {}),
    ...(inFull ? { notes: await notesOf(context, row.id) } : {}),
  }
}

async function applicationsOf(context: Context, candidate: string) {
  const rows = await context.tx.application.findMany({
    where: { AND: [{ candidateId: candidate }, context.where(applicationPolicy, 'read')] },
    orderBy: [{ statusChangedAt: 'desc' }, { id: 'desc' }],
    include: applicationNames,
  })
  return rows.map((row) => {
    const standing = standingOf(row)
    return {
      id: row.id,
      version: row.version,
      job: { id: row.job.id, title: row.job.title },
      client: row.job.client.name,
      owner: row.owner,
      status: standing.status,
      days_in_stage: daysIn(standing, context.now),
      ...factsOf(context, standing),
      moves: movesOf(standing),
    }
  })
}

async function notesOf({ tx }: Context, candidate: string) {
  const rows = await tx.candidateNote.findMany({
    where: { candidateId: candidate },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: mostNotes,
    include: { author: { select: { id: true, name: true } } },
  })
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    tainted: row.tainted,
    by: row.author,
    at: toInstant(row.createdAt).toString(),
  }))
}
