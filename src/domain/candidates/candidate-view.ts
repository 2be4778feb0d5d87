import type { Prisma } from '../../db/generated/client.ts'
import { formatRate, type Rate } from '../../platform/money.ts'
import type { Context } from '../../tools/tool.ts'
import { applicationPolicy } from './policy.ts'
import { statusLabels } from './stages.ts'
import { dayOrNull, rateFrom, standingOf } from './standing.ts'

/** What of a candidate is read for lists: only applications that the actor may see, the latest first. */
export function candidateColumns(context: Context) {
  return {
    id: true,
    version: true,
    name: true,
    headline: true,
    level: true,
    location: true,
    openToRemote: true,
    skills: true,
    availableOn: true,
    expectedPay: true,
    currency: true,
    rateUnit: true,
    updatedAt: true,
    owner: { select: { id: true, name: true } },
    applications: {
      where: context.where(applicationPolicy, 'read'),
      orderBy: [{ statusChangedAt: 'desc' }, { id: 'desc' }],
      include: { job: { select: { id: true, title: true, reference: true } } },
    },
  } satisfies Prisma.CandidateSelect
}

export type CandidateRow = Prisma.CandidateGetPayload<{ select: ReturnType<typeof candidateColumns> }>

/** A candidate as lists show them: structured fields only, no text that outsiders wrote. */
export function candidateItem(context: Context, row: CandidateRow) {
  const expected = expectedRate(context, row)
  return {
    id: row.id,
    label: row.name,
    detail: `${row.headline}, ${row.location}`,
    version: row.version,
    headline: row.headline,
    level: row.level,
    location: row.location,
    open_to_remote: row.openToRemote,
    skills: row.skills,
    ...(row.availableOn ? { available_on: dayOrNull(row.availableOn) ?? '' } : {}),
    ...(expected ? { expected_rate: expected } : {}),
    owner: row.owner,
    applications: row.applications.map((application) => ({
      id: application.id,
      version: application.version,
      job: { id: application.job.id, title: application.job.title },
      status: standingOf(application).status,
    })),
  }
}

/** What the person asks for, or undefined when it is not known or not for the actor's eyes. */
export function expectedRate(
  context: Context,
  row: Pick<CandidateRow, 'expectedPay' | 'currency' | 'rateUnit'>,
): Rate | undefined {
  if (!context.mayField('candidate', 'expected_pay')) return undefined
  return rateFrom(row.expectedPay, row.currency, row.rateUnit) ?? undefined
}

/** What a list says of someone's applications: "Screened for Java Developer; Rejected for Tester". */
export function whereTheyStand(
  applications: readonly { job: { title: string }; status: keyof typeof statusLabels }[],
): string {
  if (applications.length === 0) return 'no application'
  return applications.map(({ job, status }) => `${statusLabels[status]} for ${job.title}`).join('; ')
}

/** A rate in words, or that it is not known. */
export function sayRate(rate: Rate | undefined): string {
  return rate ? formatRate(rate) : 'not known'
}
