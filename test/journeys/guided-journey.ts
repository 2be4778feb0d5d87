import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Converse } from '../../src/agent/converse.ts'
import type { Reply } from '../../src/agent/reply.ts'
import type { Sql } from '../../src/db/client.ts'

const line = z.strictObject({
  /** Who writes, by the first part of the address. */
  as: z.string(),
  /** What they write, one message after the other; the last one is judged. */
  say: z.array(z.string()).min(1),
  /** The tool that the last message has to call, or any of several with | between; null when it asks for nothing that Parley does. */
  tool: z.string().nullable(),
  /** Fields that the call has to have: "@Ana Souza" for a row, "day:-1" and "next:02-01" for days. */
  input: z.record(z.string(), z.unknown()).optional(),
  outcome: z.enum(['done', 'pending', 'denied', 'refused', 'asks']).optional(),
  note: z.string().optional(),
})

/** One thing that a person may say, and what has to come of it. */
export type Journey = z.output<typeof line>

/** The journeys of a file, one JSON object a line. */
export function readJourneys(name: string): readonly Journey[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  return text
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => line.parse(JSON.parse(one)))
}

export type Stage = { converse: Converse; sql: Sql; now: Temporal.Instant }

/** Goes one journey in a conversation of its own; what went wrong, or nothing. */
export async function misses(journey: Journey, stage: Stage): Promise<string | undefined> {
  let reply: Reply | undefined
  for (const text of journey.say) {
    const conversation: { conversation?: string } = reply?.conversation
      ? { conversation: reply.conversation }
      : {}
    const credential = { kind: 'demo', email: `${journey.as}@northwind.test`, loopback: true } as const
    reply = await stage.converse({ credential, door: 'terminal', text, ...conversation })
  }
  const why = reply ? await wrongIn(reply, journey, stage) : 'nothing was said'
  return why && `${journey.as}: ${journey.say.join(' / ')} → ${why}`
}

async function wrongIn(reply: Reply, journey: Journey, stage: Stage): Promise<string | undefined> {
  const made = reply.calls.filter(({ initiator }) => initiator === 'mind').at(-1)
  const asked = reply.asks ? `asks ${reply.asks.tool}.${reply.asks.missing}` : ''
  const said = made
    ? `${made.tool} ${made.outcome} ${JSON.stringify(made.input)} ${asked}`
    : `${asked || 'no call'}: ${reply.reply.slice(0, 100)}`
  if (journey.tool === null) return reply.calls.length > 0 || reply.asks ? said : undefined
  const tools = journey.tool.split('|')
  if (journey.outcome === 'asks') return tools.includes(reply.asks?.tool ?? '') ? undefined : said
  if (!made || !tools.includes(made.tool)) return said
  if (journey.outcome && made.outcome !== journey.outcome) return `${said} “${reply.reply.slice(0, 160)}”`
  for (const [field, wanted] of Object.entries(journey.input ?? {})) {
    const value = (made.input as Record<string, unknown>)[field]
    if (!(await agrees(value, { field, wanted, stage }))) return `${field} of ${said}`
  }
  return undefined
}

type Wanted = { field: string; wanted: unknown; stage: Stage }

async function agrees(value: unknown, { field, wanted, stage }: Wanted): Promise<boolean> {
  if (typeof wanted === 'string' && wanted.startsWith('@')) {
    const ids = await idsOf(field, wanted.slice(1), stage)
    return typeof value === 'string'
      ? ids.includes(value)
      : Array.isArray(value) && ids.some((id) => value.includes(id))
  }
  if (typeof wanted === 'string' && /^(day|next|weekday):/.test(wanted))
    return value === dayOf(wanted, stage.now)
  if (Array.isArray(wanted) && Array.isArray(value)) return plain(wanted) === plain(value)
  if (typeof wanted === 'string' && typeof value === 'string')
    return wanted.toLowerCase() === value.toLowerCase()
  return JSON.stringify(value) === JSON.stringify(wanted)
}

function plain(list: readonly unknown[]): string {
  return list
    .map((one) => String(one).toLowerCase())
    .sort()
    .join()
}

/** "day:-1" is yesterday where the speaker is, "next:02-01" the first of February that lies ahead. */
function dayOf(text: string, now: Temporal.Instant): string {
  const today = now.toZonedDateTimeISO('America/New_York').toPlainDate()
  const [kind, value = ''] = text.split(':')
  if (kind === 'weekday') return nextWeekday(today, value)
  if (kind === 'day') return today.add({ days: Number(value) }).toString()
  const day = Temporal.PlainDate.from(`${today.year}-${value}`)
  return (Temporal.PlainDate.compare(day, today) < 0 ? day.add({ years: 1 }) : day).toString()
}

function nextWeekday(today: Temporal.PlainDate, name: string): string {
  const wanted = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name) + 1
  return today.add({ days: (wanted - today.dayOfWeek + 7) % 7 || 7 }).toString()
}

const tables: Readonly<Record<string, string>> = {
  candidate: 'select id from candidate where name ilike $1',
  job: 'select id from job where title ilike $1 or reference ilike $1',
  user: 'select id from app_user where name ilike $1',
  client: 'select id from client where name ilike $1',
  team: 'select id from team where name::text ilike $1',
  application: `select a.id from application a join candidate c on c.id = a.candidate_id join job j on j.id = a.job_id
    where c.name || ' for ' || j.title ilike $1 || '%'`,
  submission: `select s.id from submission s join candidate c on c.id = s.candidate_id join job j on j.id = s.job_id
    where c.name || ' for ' || j.title ilike $1 || '%'`,
}

/** The rows that a field may mean by a name; a field of an unknown name is one of people. */
async function idsOf(field: string, name: string, { sql }: Stage): Promise<readonly string[]> {
  const kind = tables[field] ? field : field.replace(/s$/, '') in tables ? field.replace(/s$/, '') : 'user'
  const { rows } = await sql({ text: tables[kind] ?? '', values: [name] })
  return rows.map(({ id }) => String(id))
}
