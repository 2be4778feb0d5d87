import { dayToDate, toDate, toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Rate } from '../../platform/money.ts'
import type { Context } from '../../tools/tool.ts'
import { pageAfter } from './cursor.ts'
import { outsideWords } from './outside-words.ts'
import { rateColumns } from './person-service.ts'
import { profilePolicy } from './policy.ts'
import { canonicalSkills } from './skills.ts'
import { isActive } from './stages.ts'
import { dayOrNull, rateFrom, standingOf } from './standing.ts'

/** What a candidate may change of their own profile. Short values only; the résumé is the one long text. */
export type ProfileChange = {
  phone?: string | undefined
  location?: string | undefined
  skills?: readonly string[] | undefined
  available_on?: string | undefined
  open_to_remote?: boolean | undefined
  expected_rate?: Rate | undefined
  resume?: string | undefined
}

/** What we hold about whoever asks: their candidate profile where there is one, else their account. */
export async function ownProfile(context: Context, input: { detail: 'concise' | 'full' }) {
  const { actor } = context
  const account = {
    name: actor.name,
    email: actor.email,
    time_zone: actor.timeZone,
    language: actor.language,
  }
  const row = await ownRow(context)
  if (!row) return { account }
  const rate = rateFrom(row.expectedPay, row.currency, row.rateUnit)
  const profile = {
    headline: row.headline,
    location: row.location,
    open_to_remote: row.openToRemote,
    skills: row.skills,
    ...(row.phone ? { phone: row.phone } : {}),
    ...(row.availableOn ? { available_on: dayOrNull(row.availableOn) ?? '' } : {}),
    ...(rate ? { expected_rate: rate } : {}),
    has_resume: row.resume !== null,
    ...(input.detail === 'full' && row.resume !== null ? { resume: row.resume } : {}),
  }
  return { account, profile, contact: row.owner.name, missing: missingOf(profile) }
}

/** What would help and is not there yet, in words. */
function missingOf(profile: {
  phone?: string
  available_on?: string
  expected_rate?: Rate
  has_resume: boolean
}): string[] {
  return [
    ...(profile.phone ? [] : ['a phone number']),
    ...(profile.available_on ? [] : ['the day from which you are available']),
    ...(profile.expected_rate ? [] : ['the rate you expect']),
    ...(profile.has_resume ? [] : ['a résumé']),
  ]
}

/** Changes one's own profile. Faults: refused without a profile; invalid without a change. */
export async function editOwnProfile(
  context: Context,
  change: ProfileChange,
): Promise<{ changed: string[] }> {
  const row = await ownRow(context)
  if (!row)
    throw new Fault(
      'refused',
      'There is no candidate profile of yours here to change. Please ask your contact.',
    )
  const changed = Object.entries(change).flatMap(([field, value]) => (value === undefined ? [] : [field]))
  if (changed.length === 0)
    throw new Fault('invalid', 'What should change in your profile? For example your phone or skills.')
  const { phone, location, skills, available_on, open_to_remote, expected_rate, resume } = change
  await context.tx.candidate.update({
    where: { id: row.id },
    data: {
      ...(phone === undefined ? {} : { phone }),
      ...(location === undefined ? {} : { location }),
      ...(skills === undefined ? {} : { skills: canonicalSkills(skills) }),
      ...(available_on === undefined ? {} : { availableOn: dayToDate(available_on) }),
      ...(open_to_remote === undefined ? {} : { openToRemote: open_to_remote }),
      ...rateColumns(expected_rate),
      ...(resume === undefined ? {} : { resume, resumeTainted: true }),
      updatedAt: toDate(context.now),
      version: { increment: 1 },
    },
  })
  return { changed }
}

/** One's own applications in words fit for a candidate, those still going first. */
export async function ownApplications(
  context: Context,
  page: { limit: number; cursor?: string | undefined },
) {
  const row = await ownRow(context)
  const applications = row ? await ofCandidate(context, row.id) : []
  const items = applications.map((application) => {
    const { status } = standingOf(application)
    return {
      id: application.id,
      label: application.job.title,
      detail: outsideWords[status],
      active: isActive(status),
      job: {
        title: application.job.title,
        location: application.job.location,
        workplace: application.job.workplace,
      },
      status: outsideWords[status],
      since: toInstant(application.statusChangedAt).toString(),
      contact: application.owner.name,
    }
  })
  return pageAfter(
    [...items].sort((a, b) => Number(b.active) - Number(a.active)),
    page,
  )
}

function ofCandidate({ tx }: Context, candidate: string) {
  return tx.application.findMany({
    where: { candidateId: candidate },
    orderBy: [{ statusChangedAt: 'desc' }, { id: 'desc' }],
    include: {
      job: { select: { title: true, location: true, workplace: true } },
      owner: { select: { name: true } },
    },
  })
}

function ownRow(context: Context) {
  return context.tx.candidate.findFirst({
    where: context.where(profilePolicy),
    include: { owner: { select: { name: true } } },
  })
}
