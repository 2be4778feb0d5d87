import type { Temporal } from 'temporal-polyfill'
import { systemUserId } from '../../src/access/authenticate.ts'
import { builtInRoles, type RoleName } from '../../src/access/roles.ts'
import { type Entry, recordIn } from '../../src/activity/record.ts'
import type { Db } from '../../src/db/client.ts'
import type { Database } from '../../src/db/database.ts'
import { toDate } from '../../src/platform/clock.ts'
import { idsFrom } from '../../src/platform/id.ts'

type Person = {
  kind: string
  role: RoleName
  name: string
  teams: readonly ('Platform' | 'Data')[]
  zone: string
}

/** The people of Northwind Staffing, by the first part of their address. */
export const people = {
  owner: { kind: 'internal', role: 'super_admin', name: 'Olivia Park', teams: [], zone: 'America/New_York' },
  admin: { kind: 'internal', role: 'admin', name: 'Adam Reyes', teams: [], zone: 'America/New_York' },
  manager: {
    kind: 'internal',
    role: 'manager',
    name: 'Mona Lindqvist',
    teams: ['Platform'],
    zone: 'Europe/Berlin',
  },
  manager2: {
    kind: 'internal',
    role: 'manager',
    name: 'Marcus Hale',
    teams: ['Platform'],
    zone: 'America/New_York',
  },
  manager3: { kind: 'internal', role: 'manager', name: 'Mei Tanaka', teams: ['Data'], zone: 'Asia/Tokyo' },
  recruiter: {
    kind: 'internal',
    role: 'recruiter',
    name: 'Rosa Delgado',
    teams: ['Platform'],
    zone: 'America/New_York',
  },
  recruiter2: {
    kind: 'internal',
    role: 'recruiter',
    name: 'Ravi Menon',
    teams: ['Platform'],
    zone: 'Asia/Kolkata',
  },
  recruiter3: {
    kind: 'internal',
    role: 'recruiter',
    name: 'Runa Eriksen',
    teams: ['Data'],
    zone: 'Europe/Oslo',
  },
  viewer: {
    kind: 'internal',
    role: 'viewer',
    name: 'Victor Osei',
    teams: ['Platform'],
    zone: 'Europe/London',
  },
  candidate: { kind: 'candidate', role: 'candidate', name: 'Carla Nunes', teams: [], zone: 'Europe/Lisbon' },
  candidate2: { kind: 'candidate', role: 'candidate', name: 'Cyril Novak', teams: [], zone: 'Europe/Prague' },
  supplier: { kind: 'supplier', role: 'supplier', name: 'Sam Whitfield', teams: [], zone: 'America/Chicago' },
  referrer: { kind: 'referrer', role: 'referrer', name: 'Rita Falk', teams: [], zone: 'Europe/Vienna' },
} as const satisfies Record<string, Person>

export type Alias = keyof typeof people

type Made = { people: Record<Alias, string>; teams: Record<string, string> }

/** Puts the two teams and all people into an empty database, in one recorded transaction. */
export async function addPeople(db: Database, now: Temporal.Instant): Promise<Made> {
  const newId = idsFrom({ now: () => now })
  const callId = newId()
  const teams = { Platform: newId(), Data: newId() }
  const aliases = Object.keys(people).map((alias) => [alias, newId()])
  const made = { people: Object.fromEntries(aliases) as Record<Alias, string>, teams }
  await db.transaction(callId, async ({ db: tx, sql }) => {
    await addCompany(tx, made, now)
    for (const [alias, person] of Object.entries(people) as [Alias, Person][]) {
      await addPerson(tx, made, { alias, person, assignment: newId(), now })
    }
    await recordIn(sql, callId, [recordOfSetUp(callId, newId(), now)])
  })
  return made
}

async function addCompany(tx: Db, { teams }: Made, now: Temporal.Instant): Promise<void> {
  const at = toDate(now)
  const id = idsFrom({ now: () => now })()
  await tx.organisation.create({
    data: { id, name: 'Northwind Staffing', timeZone: 'America/New_York', currency: 'USD', updatedAt: at },
  })
  await tx.team.createMany({
    data: Object.entries(teams).map(([name, team]) => ({ id: team, name, createdAt: at, updatedAt: at })),
  })
}

type Adding = { alias: Alias; person: Person; assignment: string; now: Temporal.Instant }

async function addPerson(tx: Db, made: Made, { alias, person, assignment, now }: Adding): Promise<void> {
  const at = toDate(now)
  const [id, email] = [made.people[alias], `${alias}@northwind.test`]
  const { name, kind, zone: timeZone } = person
  const times = { createdAt: at, updatedAt: at, noticeAcknowledgedAt: at }
  await tx.user.create({ data: { id, email, name, kind, timeZone, ...times } })
  await tx.teamMember.createMany({
    data: person.teams.map((team) => ({ userId: id, teamId: made.teams[team] ?? '' })),
  })
  const roleId = builtInRoles.find((role) => role.name === person.role)?.id ?? ''
  await tx.roleAssignment.create({
    data: { id: assignment, userId: id, roleId, startsAt: at, grantedBy: systemUserId, createdAt: at },
  })
}

/** The record that setting the stage leaves, since no change may stand without one. */
export function recordOfSetUp(callId: string, id: string, now: Temporal.Instant): Entry {
  return {
    class: 'security',
    at: now.toString(),
    id,
    callId,
    actorId: systemUserId,
    credential: 'system:seed',
    door: 'system',
    initiator: 'system',
    tool: 'seed',
    effect: 'power',
    outcome: 'done',
    fault: null,
    targetType: null,
    targetId: null,
    conversationId: null,
    confirmationId: null,
    argsDigest: null,
    grant: null,
    tainted: false,
    repeats: 1,
    records: 0,
    durationMs: 0,
    address: null,
    userAgent: null,
    metadata: {},
  }
}
