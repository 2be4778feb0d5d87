import type { Temporal } from 'temporal-polyfill'
import type { Db } from '../db/client.ts'
import { toDate, toInstant } from '../platform/clock.ts'

export const activityClasses = ['read', 'write', 'security'] as const
export type ActivityClass = (typeof activityClasses)[number]

/** Which acts are meant. The months of [from, to) and the classes decide which partitions are read at all. */
export type ActivityFilter = {
  readonly actor: string
  readonly from: Temporal.Instant
  readonly to: Temporal.Instant
  readonly classes?: readonly ActivityClass[] | undefined
  readonly tools?: readonly string[] | undefined
  readonly outcome?: string | undefined
  /** Tools whose acts are left out, unless they are of class security. */
  readonly without?: readonly string[] | undefined
  /** True to leave out what guided mode looked up by itself while it read a sentence. */
  readonly withoutResolver?: boolean | undefined
}

export type Act = {
  id: string
  at: Temporal.Instant
  class: ActivityClass
  tool: string
  effect: string
  outcome: string
  fault: string | undefined
  door: string
  initiator: string
  target: { type: string; id: string } | undefined
  conversation: string | undefined
  repeats: number
}

/** Where a page of acts begins: after this one, backwards in time. */
export type ActPlace = { at: Temporal.Instant; id: string }

/** How often something was done, counting the repeats of refused calls. */
export type ActCount = { day: string; tool: string; outcome: string; count: number }

type Row = {
  id: string
  at: Date
  class: ActivityClass
  tool: string
  effect: string
  outcome: string
  fault: string | null
  door: string
  initiator: string
  target_type: string | null
  target_id: string | null
  conversation_id: string | null
  repeats: number
}

/** At most `take` acts, the latest first, after a place. */
export async function findActs(
  db: Db,
  filter: ActivityFilter,
  { take, after }: { take: number; after?: ActPlace | undefined },
): Promise<Act[]> {
  const { actor, from, to, classes, tools, without, outcome, noResolver } = parameters(filter)
  const before = after === undefined ? to : toDate(after.at)
  // Nothing at `to` itself is meant, so the least id stands for the beginning.
  const last = after?.id ?? '00000000-0000-0000-0000-000000000000'
  const rows = await db.$queryRaw<Row[]>`
    select id, at, class, tool, effect, outcome, fault, door, initiator, target_type, target_id, conversation_id, repeats
    from activity_log
    where actor_id = ${actor}::uuid and at >= ${from} and at <= ${before} and (at, id) < (${before}, ${last}::uuid)
      and class = any (${classes}) and (${tools}::text[] is null or tool = any (${tools}))
      and (${outcome}::text is null or outcome = ${outcome}) and (class = 'security' or tool <> all (${without}))
      and (not ${noResolver} or initiator <> 'resolver')
    order by at desc, id desc limit ${take}`
  return rows.map(actOf)
}

/** How many acts there are of each tool and outcome on each day of the zone, the latest day first. */
export async function countActs(db: Db, filter: ActivityFilter, zone: string): Promise<ActCount[]> {
  const { actor, from, to, classes, tools, without, outcome, noResolver } = parameters(filter)
  const rows = await db.$queryRaw<{ day: string; tool: string; outcome: string; count: bigint }[]>`
    select to_char(at at time zone ${zone}, 'YYYY-MM-DD') as day, tool, outcome, sum(repeats) as count
    from activity_log
    where actor_id = ${actor}::uuid and at >= ${from} and at < ${to}
      and class = any (${classes}) and (${tools}::text[] is null or tool = any (${tools}))
      and (${outcome}::text is null or outcome = ${outcome}) and (class = 'security' or tool <> all (${without}))
      and (not ${noResolver} or initiator <> 'resolver')
    group by 1, 2, 3 order by 1 desc, 2, 3`
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

/** Who made calls of this tool on a row, the latest first: such as who looked at somebody's activity. */
export async function callersOn(
  db: Db,
  { tool, target, from, take }: { tool: string; target: string; from: Temporal.Instant; take: number },
): Promise<{ actor: string; at: Temporal.Instant }[]> {
  const rows = await db.$queryRaw<{ actor: string; at: Date }[]>`
    select actor_id as actor, at from activity_log
    where target_id = ${target}::uuid and at >= ${toDate(from)} and class = 'read' and tool = ${tool}
      and outcome = 'done' and actor_id is not null
    order by at desc, id desc limit ${take}`
  return rows.map((row) => ({ actor: row.actor, at: toInstant(row.at) }))
}

/**
 * The tools by which an actor changed something since then, each once, in the order of their first call: what a mind did
 * in a conversation for an answer that was cut off, or what the person did themselves.
 */
export async function deedsOf(
  db: Db,
  asked: {
    actor: string
    from: Temporal.Instant
    initiator: 'mind' | 'person'
    conversation?: string
    without?: readonly string[]
  },
): Promise<string[]> {
  const { actor, from, initiator, conversation = null, without = [] } = asked
  const rows = await db.$queryRaw<{ tool: string }[]>`
    select tool from activity_log
    where actor_id = ${actor}::uuid and at >= ${toDate(from)} and class in ('write', 'security')
      and (${conversation}::uuid is null or conversation_id = ${conversation}::uuid)
      and initiator = ${initiator} and outcome = 'done' and effect <> 'read' and tool <> all (${[...without]})
    group by tool order by min(at), tool`
  return rows.map(({ tool }) => tool)
}

function parameters(filter: ActivityFilter) {
  return {
    actor: filter.actor,
    from: toDate(filter.from),
    to: toDate(filter.to),
    classes: [...(filter.classes ?? activityClasses)],
    tools: filter.tools ? [...filter.tools] : null,
    without: [...(filter.without ?? [])],
    outcome: filter.outcome ?? null,
    noResolver: filter.withoutResolver ?? false,
  }
}

function actOf(row: Row): Act {
  return {
    id: row.id,
    at: toInstant(row.at),
    class: row.class,
    tool: row.tool,
    effect: row.effect,
    outcome: row.outcome,
    fault: row.fault ?? undefined,
    door: row.door,
    initiator: row.initiator,
    target: row.target_type && row.target_id ? { type: row.target_type, id: row.target_id } : undefined,
    conversation: row.conversation_id ?? undefined,
    repeats: row.repeats,
  }
}
