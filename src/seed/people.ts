import type { Persona, UserKind } from '../access/actor.ts'

export type TeamName = 'Platform' | 'Data'

/** An account of the demo company. The role is a built-in template; the account is named after it. */
export type SeedPerson = {
  readonly account: string
  readonly name: string
  readonly kind: Exclude<UserKind, 'system'>
  readonly role:
    | 'super_admin'
    | 'admin'
    | 'manager'
    | 'recruiter'
    | 'viewer'
    | Exclude<Persona, 'admin' | 'manager'>
  readonly team?: TeamName
  readonly timeZone: string
}

export const companyName = 'Northwind Staffing'
export const companyZone = 'America/Chicago'
/** The domain of everybody's address. */
export const mailDomain = 'northwind.test'
export const teamNames: readonly TeamName[] = ['Platform', 'Data']

/** Everybody with an account at Northwind Staffing. The two candidates bear the names of their candidate rows. */
export const people: readonly SeedPerson[] = [
  {
    account: 'owner',
    name: 'Margaret Oduya',
    kind: 'internal',
    role: 'super_admin',
    timeZone: 'America/Chicago',
  },
  { account: 'admin', name: 'Theo Lindgren', kind: 'internal', role: 'admin', timeZone: 'America/Chicago' },
  {
    account: 'manager',
    name: 'Dana Whitlock',
    kind: 'internal',
    role: 'manager',
    team: 'Platform',
    timeZone: 'America/Chicago',
  },
  {
    account: 'manager2',
    name: 'Rafael Mendes',
    kind: 'internal',
    role: 'manager',
    team: 'Platform',
    timeZone: 'America/New_York',
  },
  {
    account: 'manager3',
    name: 'Ingrid Solheim',
    kind: 'internal',
    role: 'manager',
    team: 'Data',
    timeZone: 'America/Denver',
  },
  {
    account: 'recruiter',
    name: 'Sam Rivera',
    kind: 'internal',
    role: 'recruiter',
    team: 'Platform',
    timeZone: 'America/Chicago',
  },
  {
    account: 'recruiter2',
    name: 'Aisha Karim',
    kind: 'internal',
    role: 'recruiter',
    team: 'Platform',
    timeZone: 'America/Los_Angeles',
  },
  {
    account: 'recruiter3',
    name: 'Tom Beckett',
    kind: 'internal',
    role: 'recruiter',
    team: 'Data',
    timeZone: 'Europe/London',
  },
  { account: 'viewer', name: 'Helen Cho', kind: 'internal', role: 'viewer', timeZone: 'America/Chicago' },
  {
    account: 'candidate',
    name: 'Lucía Fernández Rey',
    kind: 'candidate',
    role: 'candidate',
    timeZone: 'America/Denver',
  },
  {
    account: 'candidate2',
    name: 'Chinedu Okafor',
    kind: 'candidate',
    role: 'candidate',
    timeZone: 'America/New_York',
  },
  {
    account: 'supplier',
    name: 'Victor Halloran',
    kind: 'supplier',
    role: 'supplier',
    timeZone: 'America/Los_Angeles',
  },
  {
    account: 'referrer',
    name: 'June Castellano',
    kind: 'referrer',
    role: 'referrer',
    timeZone: 'America/Chicago',
  },
]

/** The sign-in address of an account of the demo company. */
export function addressOf(account: string): string {
  return `${account}@${mailDomain}`
}

const roleWords: Readonly<Record<SeedPerson['role'], string>> = {
  super_admin: 'owner',
  admin: 'admin',
  manager: 'manager',
  recruiter: 'recruiter',
  viewer: 'viewer',
  candidate: 'candidate',
  supplier: 'supplier',
  referrer: 'referrer',
}

/** The accounts as a list to choose from: "Sam Rivera (recruiter, Platform)". */
export const demoPeople: readonly { email: string; label: string }[] = people.map(
  ({ account, name, role, team }) => ({
    email: addressOf(account),
    label: `${name} (${[roleWords[role], team].filter(Boolean).join(', ')})`,
  }),
)
