import { Temporal } from 'temporal-polyfill'
import {
  type Act,
  type ActivityClass,
  type ActivityFilter,
  type ActPlace,
  callersOn,
  countActs,
  findActs,
} from '../../activity/query.ts'
import { toDate, toInstant } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import { type Asked, rangeOf } from '../../platform/period.ts'
import type { AnyTool, Context } from '../../tools/tool.ts'
import { labelsOf } from '../candidates/service.ts'
import { submissionLabels } from '../submissions/service.ts'
import { deedOf } from './deed.ts'
import { activityPolicy } from './policy.ts'

export type ActivityRequest = Asked & {
  kind: 'acts' | 'changes' | 'sign_ins' | 'all'
  outcome?: string | undefined
  limit: number
  cursor?: string | undefined
}

type Tools = readonly Pick<AnyTool, 'name' | 'title' | 'audience'>[]

/** One's own acts. Faults: invalid. */
export async function myActivity(context: Context, asked: ActivityRequest, tools: Tools) {
  const { id, name } = context.actor
  const since = context.now.subtract({ hours: 90 * 24 })
  const looks = await callersOn(context.tx, { tool: 'get_user_activity', target: id, from: since, take: 5 })
  const others = looks.filter(({ actor }) => actor !== id)
  const names = await namesOfUsers(
    context,
    others.map(({ actor }) => actor),
  )
  return {
    ...(await activityOf(context, { id, name }, { asked, tools })),
    seen_by: others.map(({ actor, at }) => ({ name: names.get(actor) ?? 'Somebody', at: at.toString() })),
  }
}

/** The acts of somebody whose activity the actor may read. Faults: not_found, invalid. */
export async function userActivity(
  context: Context,
  asked: ActivityRequest & { user: string },
  tools: Tools,
) {
  const user = await context.tx.user.findFirst({
    where: { AND: [{ id: asked.user }, context.where(activityPolicy)] },
    select: { id: true, name: true },
  })
  if (!user) {
    throw new Fault('not_found', "I can't find that person, or their activity isn't yours to see.", {
      field: 'user',
    })
  }
  return activityOf(context, user, { asked, tools })
}

/** Notes that the person has read what is recorded of them; a second time changes nothing. */
export async function acknowledgeNotice({ tx, actor, now }: Context): Promise<{ acknowledged_at: string }> {
  const at = toDate(now)
  await tx.user.updateMany({
    where: { id: actor.id, noticeAcknowledgedAt: null },
    data: { noticeAcknowledgedAt: at, updatedAt: at, version: { increment: 1 } },
  })
  const user = await tx.user.findUniqueOrThrow({
    where: { id: actor.id },
    select: { noticeAcknowledgedAt: true },
  })
  return { acknowledged_at: toInstant(user.noticeAcknowledgedAt ?? at).toString() }
}

async function activityOf(
  context: Context,
  user: { id: string; name: string },
  { asked, tools }: { asked: ActivityRequest; tools: Tools },
) {
  const filter = filterOf(context, user.id, { asked, tools })
  const after = asked.cursor === undefined ? undefined : placeOf(asked.cursor)
  const { tx } = context
  const [acts, counts] = await Promise.all([
    findActs(tx, filter, { take: asked.limit + 1, after }),
    countActs(tx, filter, context.actor.timeZone),
  ])
  const page = acts.slice(0, asked.limit)
  const titles = new Map(tools.map(({ name, title }) => [name, title]))
  const labels = await namesOfTargets(
    context,
    page.flatMap(({ target }) => (target ? [target] : [])),
  )
  const last = acts.length > asked.limit ? page.at(-1) : undefined
  return {
    user,
    since: filter.from.toString(),
    until: filter.to.toString(),
    items: page.map((act) => itemOf(act, titles, labels)),
    total: counts.reduce((sum, { count }) => sum + count, 0),
    ...(last ? { next_cursor: cursorOf(last) } : {}),
    days: daysOf(counts),
    tools: toolsOf(counts, titles),
  }
}

const classesOf: Readonly<Record<ActivityRequest['kind'], readonly ActivityClass[] | undefined>> = {
  acts: undefined,
  changes: ['write', 'security'],
  sign_ins: ['security'],
  all: undefined,
}

/** What doors call by themselves is shown when all is asked for. */
function filterOf(
  { now, actor }: Context,
  user: string,
  { asked, tools }: { asked: ActivityRequest; tools: Tools },
): ActivityFilter {
  const { from, to } = rangeOf(asked, now, actor.timeZone)
  const internal = tools.filter(({ audience }) => audience === 'internal').map(({ name }) => name)
  const everything = asked.kind === 'all'
  return {
    actor: user,
    from,
    to,
    classes: classesOf[asked.kind],
    outcome: asked.outcome,
    without: everything ? [] : internal,
    withoutResolver: !everything,
  }
}

/** Doors as people call them; the others by their name. */
const doorWords: Readonly<Record<string, string>> = {
  slack: 'in Slack',
  teams: 'in Teams',
  web: 'on the web',
  terminal: 'in the terminal',
}

const throughWords: Readonly<Record<string, string>> = {
  mind: 'in conversation',
  resolver: 'looked up in conversation',
  system: 'by Parley itself',
}

function itemOf(act: Act, titles: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>) {
  const title = titles.get(act.tool) ?? act.tool.replaceAll('_', ' ')
  const target = act.target && labels.get(act.target.id)
  const times = act.repeats > 1 ? `${act.repeats} times` : undefined
  return {
    id: act.id,
    label: act.outcome === 'done' ? deedOf(title) : title,
    detail: [target, doorWords[act.door] ?? `through ${act.door}`, throughWords[act.initiator], times]
      .filter(Boolean)
      .join(' · '),
    at: act.at.toString(),
    tool: act.tool,
    effect: act.effect,
    outcome: act.outcome,
    door: act.door,
    initiator: act.initiator,
    repeats: act.repeats,
    ...(act.fault === undefined ? {} : { fault: act.fault }),
    ...(act.target === undefined ? {} : { target: act.target }),
    ...(act.conversation === undefined ? {} : { conversation: act.conversation }),
  }
}

type Counts = Awaited<ReturnType<typeof countActs>>

function daysOf(counts: Counts) {
  const days = new Map<string, { day: string; done: number; not_done: number }>()
  for (const { day, outcome, count } of counts) {
    const one = days.get(day) ?? { day, done: 0, not_done: 0 }
    if (outcome === 'done') one.done += count
    else one.not_done += count
    days.set(day, one)
  }
  return [...days.values()]
}

function toolsOf(counts: Counts, titles: ReadonlyMap<string, string>) {
  const tools = new Map<string, { tool: string; label: string; done: number; not_done: number }>()
  for (const { tool, outcome, count } of counts) {
    const one = tools.get(tool) ?? { tool, label: deedOf(titles.get(tool) ?? tool), done: 0, not_done: 0 }
    if (outcome === 'done') one.done += count
    else one.not_done += count
    tools.set(tool, one)
  }
  return [...tools.values()].sort((a, b) => b.done + b.not_done - a.done - a.not_done)
}

/** What was acted on, in words, as far as the reader may see it. */
async function namesOfTargets(context: Context, targets: readonly { type: string; id: string }[]) {
  const submissions = targets.filter(({ type }) => type === 'submission').map(({ id }) => id)
  const [labels, proposals] = await Promise.all([
    labelsOf(context, targets),
    submissionLabels(context, submissions),
  ])
  return new Map([...labels, ...proposals])
}

async function namesOfUsers({ tx }: Context, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const users = await tx.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } })
  return new Map(users.map(({ id, name }) => [id, name]))
}

function cursorOf({ at, id }: ActPlace): string {
  return Buffer.from(`${at.epochMilliseconds} ${id}`).toString('base64url')
}

function placeOf(cursor: string): ActPlace {
  const parts = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (!parts?.[2])
    throw new Fault('invalid', 'This is no page of the list. Leave the cursor out to begin again.', {
      field: 'cursor',
    })
  return { at: Temporal.Instant.fromEpochMilliseconds(Number(parts[1])), id: parts[2] }
}
