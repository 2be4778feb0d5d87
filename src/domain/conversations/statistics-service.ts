import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import { type Asked, rangeOf } from '../../platform/period.ts'
import type { Context } from '../../tools/tool.ts'

export type StatisticsRequest = Asked & { whose: 'mine' | 'everyone' }

type Counted = {
  conversations: bigint
  archived: bigint
  people: bigint
}
type Spoken = {
  from_people: bigint
  from_parley: bigint
  guided: bigint
  claude: bigint
  input_tokens: bigint
  output_tokens: bigint
  median_ms: number | null
}

/**
 * Counts over one's own conversations, or over everybody's for those who may read analytics; never a word of what was
 * said. Days are whole days of the person's zone. Faults: denied, invalid.
 */
export async function conversationStatistics(context: Context, asked: StatisticsRequest) {
  if (asked.whose === 'everyone' && !context.may('analytics', 'read')) {
    throw new Fault(
      'denied',
      'You may see the figures of your own conversations only. An admin can see everybody’s.',
      { field: 'whose' },
    )
  }
  const { from, to } = rangeOf(asked, context.now, context.actor.timeZone)
  const span: Span = {
    whom: asked.whose === 'mine' ? context.actor.id : null,
    since: toDate(from),
    until: toDate(to),
  }
  const [conversations, spoken, tools] = await Promise.all([
    countConversations(context, span),
    countMessages(context, span),
    countCalls(context, span),
  ])
  return {
    whose: asked.whose,
    since: from.toString(),
    until: to.toString(),
    ...conversations,
    ...spoken,
    tools,
  }
}

/** Whose conversations (null for everybody's) and between which instants. */
type Span = { whom: string | null; since: Date; until: Date }

async function countConversations({ tx }: Context, { whom, since, until }: Span) {
  const [row] = await tx.$queryRaw<Counted[]>`
    select count(*) as conversations, count(*) filter (where c.status = 'archived') as archived,
      count(distinct c.user_id) as people
    from conversation c where (${whom}::uuid is null or c.user_id = ${whom}::uuid) and exists (select from message m
      where m.conversation_id = c.id and m.created_at >= ${since} and m.created_at < ${until})`
  return {
    conversations: Number(row?.conversations ?? 0),
    archived: Number(row?.archived ?? 0),
    people: Number(row?.people ?? 0),
  }
}

async function countMessages({ tx }: Context, { whom, since, until }: Span) {
  const [row] = await tx.$queryRaw<Spoken[]>`
    select count(*) filter (where m.author = 'person') as from_people,
      count(*) filter (where m.author = 'parley') as from_parley,
      count(*) filter (where m.mode = 'guided') as guided, count(*) filter (where m.mode = 'claude') as claude,
      coalesce(sum(m.input_tokens), 0) as input_tokens, coalesce(sum(m.output_tokens), 0) as output_tokens,
      percentile_cont(0.5) within group (order by m.processing_ms) as median_ms
    from message m join conversation c on c.id = m.conversation_id
    where (${whom}::uuid is null or c.user_id = ${whom}::uuid)
      and m.created_at >= ${since} and m.created_at < ${until}`
  return {
    messages: {
      from_people: Number(row?.from_people ?? 0),
      from_parley: Number(row?.from_parley ?? 0),
      guided: Number(row?.guided ?? 0),
      claude: Number(row?.claude ?? 0),
    },
    tokens: { input: Number(row?.input_tokens ?? 0), output: Number(row?.output_tokens ?? 0) },
    ...(row?.median_ms == null ? {} : { median_ms: Math.round(row.median_ms) }),
  }
}

async function countCalls({ tx }: Context, { whom, since, until }: Span) {
  const rows = await tx.$queryRaw<{ tool: string; done: bigint; other: bigint }[]>`
    select call ->> 'tool' as tool, count(*) filter (where call ->> 'outcome' = 'done') as done,
      count(*) filter (where call ->> 'outcome' <> 'done') as other
    from message m join conversation c on c.id = m.conversation_id,
      jsonb_array_elements(case jsonb_typeof(m.calls) when 'array' then m.calls else '[]'::jsonb end) call
    where (${whom}::uuid is null or c.user_id = ${whom}::uuid)
      and m.created_at >= ${since} and m.created_at < ${until} and call ->> 'tool' is not null
    group by 1 order by count(*) desc, 1 limit 10`
  return rows.map(({ tool, done, other }) => ({ tool, done: Number(done), not_done: Number(other) }))
}
