import { dayToDate, toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { findColleague } from '../people/service.ts'
import { checkStart, type Level, levelOfTitle, skillLists } from './job-terms.ts'
import { jobInclude, viewJob } from './job-view.ts'
import { type GivenPay, payOf } from './pay.ts'
import { clientPolicy, jobPolicy, jobTeamPolicy } from './policy.ts'

export type NewJob = GivenPay & {
  client: string
  title: string
  description?: string | undefined
  team?: string | undefined
  owner?: string | undefined
  location?: string | undefined
  workplace: string
  employment: string
  level?: Level | undefined
  required_skills: string[]
  wished_skills?: string[] | undefined
  headcount: number
  starts_on?: string | undefined
  status: 'open' | 'draft'
}

/**
 * Opens a job for a client in a team of the actor's. Faults: not_found for client, team or owner; invalid for pay, place
 * or start that make no sense, and when several teams are possible.
 */
export async function createJob(context: Context, input: NewJob) {
  const { tx, actor } = context
  const client = await activeClient(context, input.client)
  const team = await chooseTeam(context, input.team)
  const owner = await ownerFor(context, input.owner)
  checkPayRights(context, input)
  checkStart(input.starts_on, context.now.toZonedDateTimeISO(actor.timeZone))
  const at = toDate(context.now)
  const row = await tx.job.create({
    data: {
      id: context.newId(),
      reference: await nextReference(context),
      title: input.title,
      description: input.description ?? '',
      clientId: client.id,
      teamId: team.id,
      ownerId: owner.id,
      location: placeOf(input),
      workplace: input.workplace,
      employment: input.employment,
      level: input.level ?? levelOfTitle(input.title),
      ...skillLists(input.required_skills, input.wished_skills ?? []),
      headcount: input.headcount,
      status: input.status,
      ...payOf(input),
      startsOn: input.starts_on === undefined ? null : dayToDate(input.starts_on),
      createdAt: at,
      updatedAt: at,
    },
    include: jobInclude,
  })
  const own = { AND: [context.where(jobPolicy, 'create'), { id: row.id }] }
  if ((await tx.job.count({ where: own })) > 0) return viewJob(context, row)
  throw new Fault('denied', 'You may open jobs of your own only. Leave the owner out.', { field: 'owner' })
}

/** Whoever may not see pay may not set it either, nor what is weighed against it. Faults: denied. */
export function checkPayRights(context: Context, given: GivenPay): void {
  const range = given.pay_min ?? given.pay_max
  const hidden =
    (range ?? given.bill_max) && !context.mayField('job', 'pay_range')
      ? 'pay'
      : given.bill_max && !context.mayField('job', 'bill_rate')
        ? 'bill rate'
        : undefined
  if (hidden) throw new Fault('denied', `The ${hidden} of openings is hidden from you, so you can't set it.`)
}

/** Openings belong to a person of the organisation: whoever opens them, unless somebody else is named. */
async function ownerFor(context: Context, id: string | undefined): Promise<{ id: string }> {
  if (id !== undefined) return await findColleague(context, id)
  if (context.actor.kind === 'internal') return context.actor
  throw new Fault('invalid', 'Say which colleague owns this opening.', { field: 'owner' })
}

async function activeClient(context: Context, id: string): Promise<{ id: string }> {
  const client = await context.tx.client.findFirst({
    where: { AND: [context.where(clientPolicy, 'read'), { id }] },
    select: { id: true, name: true, status: true },
  })
  if (!client) {
    throw new Fault('not_found', "I can't find that client, or it isn't yours to see.", { field: 'client' })
  }
  if (client.status === 'active') return client
  throw new Fault('refused', `${client.name} is inactive. Make it active again first, with update_client.`, {
    field: 'client',
  })
}

/** The team that is named, or the only one in which the actor may open a job. */
async function chooseTeam(context: Context, id: string | undefined): Promise<{ id: string }> {
  const teams = await context.tx.team.findMany({
    where: { AND: [context.where(jobTeamPolicy, 'create'), ...(id === undefined ? [] : [{ id }])] },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
    take: 20,
  })
  const [only, ...others] = teams
  if (only && others.length === 0) return only
  if (!only && id === undefined) {
    throw new Fault(
      'refused',
      "You aren't in a team yet, and an opening belongs to one. Please ask an admin.",
      {
        field: 'team',
      },
    )
  }
  if (!only) {
    throw new Fault('not_found', "I can't find that team, or you can't open jobs in it.", { field: 'team' })
  }
  const options = teams.map((team) => ({ id: team.id, label: team.name }))
  const names = options.map(({ label }) => label).join(', ')
  throw new Fault('invalid', `Which team is it for: ${names}?`, { field: 'team', options })
}

function placeOf({ location, workplace }: NewJob): string {
  if (location !== undefined) return location
  if (workplace === 'remote') return 'Remote'
  throw new Fault('invalid', 'Say where the work is, or that it is remote.', { field: 'location' })
}

/** References count up without a gap, since the lock makes each opening wait until the one before is in. */
async function nextReference({ tx }: Context): Promise<string> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('job.reference'))`
  const [row] = await tx.$queryRaw<{ last: bigint }[]>`
    select coalesce(max(substring(reference from '^JOB-([0-9]{1,15})$')::bigint), 1000) as last from job`
  return `JOB-${Number(row?.last ?? 1000) + 1}`
}
