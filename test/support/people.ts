import type { Temporal } from 'temporal-polyfill'
import { systemUserId } from '../../src/access/authenticate.ts'
import { builtInRoles, type RoleName } from '../../src/access/roles.ts'
import { type Entry, recordIn } from '../../src/activity/record.ts'
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

/** Puts the two teams and all people into an empty database, in one recorded transaction. */
export async function addPeople(
  db: Database,
  now: Temporal.Instant,
): Promise<{ people: Record<Alias, string>; teams: Record<string, string> }> {
  const newId = idsFrom({ now: () => now })
  const callId = newId()
  const at = toDate(now)
  const teams = { Platform: newId(), Data: newId() }
  const ids = Object.fromEntries(Object.keys(people).map((alias) => [alias, newId()])) as Record<
    Alias,
    string
  >
  const entries = Object.entries(people) as [Alias, Person][]
  await db.transaction(callId, async ({ db: tx, sql }) => {
    await tx.organisation.create({
      data: {
        id: newId(),
        name: 'Northwind Staffing',
        timeZone: 'America/New_York',
        currency: 'USD',
        updatedAt: at,
      },
    })
    await tx.team.createMany({
      data: Object.entries(teams).map(([name, id]) => ({ id, name, createdAt: at, updatedAt: at })),
    })
    await tx.user.createMany({
      data: entries.map(([alias, { kind, name, zone }]) => ({
        id: ids[alias],
        email: `${alias}@northwind.test`,
        name,
        kind,
        timeZone: zone,
        createdAt: at,
        updatedAt: at,
        noticeAcknowledgedAt: at,
      })),
    })
    await tx.teamMember.createMany({
      data: entries.flatMap(([alias, person]) =>
        person.teams.map((team) => ({ userId: ids[alias], teamId: teams[team] })),
      ),
    })
    await tx.roleAssignment.createMany({
      data: entries.map(([alias, { role }]) => ({
        id: newId(),
        userId: ids[alias],
        roleId: builtInRoles.find(({ name }) => name === role)?.id ?? '',
        startsAt: at,
        grantedBy: systemUserId,
        createdAt: at,
      })),
    })
    await recordIn(sql, callId, [recordOfSetUp(callId, newId(), now)])
  })
  return { people: ids, teams }
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
