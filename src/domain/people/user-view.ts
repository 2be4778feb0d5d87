import type { Temporal } from 'temporal-polyfill'
import type { Prisma } from '../../db/generated/client.ts'
import { toDate } from '../../platform/clock.ts'

export const userSelect = {
  id: true,
  email: true,
  name: true,
  kind: true,
  status: true,
  timeZone: true,
  version: true,
  teams: { select: { team: { select: { id: true, name: true } } } },
  assignments: { select: { startsAt: true, expiresAt: true, role: { select: { name: true } } } },
} satisfies Prisma.UserSelect

export type UserRow = Prisma.UserGetPayload<{ select: typeof userSelect }>
export type UserView = ReturnType<typeof viewUser>

/** An account as answers show it, with the roles that are held now. */
export function viewUser(row: UserRow, now: Temporal.Instant) {
  const at = toDate(now)
  const roles = row.assignments
    .filter(({ startsAt, expiresAt }) => startsAt <= at && (expiresAt === null || expiresAt > at))
    .map(({ role }) => role.name)
  const teams = row.teams.map(({ team }) => team).sort((a, b) => a.name.localeCompare(b.name))
  const words = [
    roles.length > 0 ? roles.map(roleInWords).join(', ') : 'no role',
    ...teams.map((team) => team.name),
    ...(row.status === 'deactivated' ? ['deactivated'] : []),
  ]
  return {
    id: row.id,
    label: row.name,
    detail: words.join(' · '),
    name: row.name,
    email: row.email,
    kind: row.kind,
    status: row.status,
    roles,
    teams,
    time_zone: row.timeZone,
    version: row.version,
  }
}

/** "super_admin" as people write it. */
export function roleInWords(role: string): string {
  return role.replaceAll('_', ' ')
}
