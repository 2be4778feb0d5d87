import type { Persona } from './actor.ts'
import { type Grant, type Scope, scopes } from './grant.ts'

export const roleNames = [
  'super_admin',
  'admin',
  'manager',
  'recruiter',
  'viewer',
  'candidate',
  'supplier',
  'referrer',
] as const
export type RoleName = (typeof roleNames)[number]

/** Parts of the product that a role switches on: the pipeline pages, moving many at once, the pages of administration. */
export type Feature = 'pipeline' | 'bulk' | 'administration'

export type RoleTemplate = {
  readonly id: string
  readonly name: RoleName
  readonly description: string
  readonly persona: Persona
  readonly grants: readonly Grant[]
  readonly features: Readonly<Record<Feature, boolean>>
  /** Tools that a mind may use for holders of this role; null means all that its grants allow. */
  readonly agentTools: readonly string[] | null
}

/** Who may do what with a resource: for each role, the actions at each scope, with a space between. */
type Line = Partial<Record<RoleName | 'everybody', Partial<Record<Scope, string>>>>

// A new resource is one line here. Super admins need none: they hold everything.
const matrix: Readonly<Record<string, Line>> = {
  session: { everybody: { own: 'create end' } },
  page: { everybody: { own: 'open' } },
  desk: { everybody: { own: 'ask' } },
  notice: { everybody: { own: 'acknowledge' } },
  confirmation: { everybody: { own: 'cancel' } },
  conversation: { everybody: { own: 'read create update' } },
  profile: { everybody: { own: 'read update' } },
  help: { everybody: { own: 'request' } },
  identity: { everybody: { own: 'read connect unlink' }, admin: { all: 'read unlink' } },
  human_request: {
    admin: { all: 'read answer' },
    manager: { team: 'read answer' },
    recruiter: { team: 'read answer' },
  },
  user: {
    admin: { all: 'read create update deactivate' },
    manager: { all: 'read' },
    recruiter: { all: 'read' },
    viewer: { all: 'read' },
  },
  team: {
    admin: { all: 'read create update' },
    manager: { all: 'read' },
    recruiter: { all: 'read' },
    viewer: { all: 'read' },
  },
  settings: { admin: { all: 'read update' } },
  analytics: { admin: { all: 'read' } },
  delivery: { admin: { all: 'read retry' } },
  activity: { everybody: { own: 'read' }, admin: { all: 'read' }, manager: { team: 'read' } },
  job: {
    manager: { team: 'read create update close' },
    recruiter: { team: 'read create update close' },
    viewer: { all: 'read' },
  },
  client: { manager: { all: 'read' }, recruiter: { all: 'read create update' }, viewer: { all: 'read' } },
  candidate: {
    manager: { team: 'read note' },
    recruiter: { team: 'read create update note' },
    viewer: { all: 'read' },
  },
  application: {
    manager: { team: 'read update bulk undo_hire' },
    recruiter: { team: 'read create update bulk' },
    viewer: { all: 'read' },
  },
  submission: {
    manager: { team: 'read review' },
    recruiter: { team: 'read create' },
    viewer: { all: 'read' },
    supplier: { own: 'read' },
  },
  hand_over: { manager: { team: 'read answer' }, recruiter: { team: 'read create answer' } },
}

/** Fields that a role never shows, whatever other role its holder has: a deny wins. */
const hidden: Readonly<Partial<Record<RoleName, Readonly<Record<string, readonly string[]>>>>> = {
  viewer: {
    candidate: ['expected_pay'],
    job: ['pay_range', 'bill_rate'],
    submission: ['pay_rate', 'bill_rate'],
    application: ['agreed_rate'],
  },
}

const about: Readonly<Record<RoleName, Omit<RoleTemplate, 'name' | 'grants' | 'features' | 'agentTools'>>> = {
  super_admin: {
    id: '00000000-0000-7000-8000-0000000000a1',
    description: 'Everything, including roles and permissions.',
    persona: 'admin',
  },
  admin: {
    id: '00000000-0000-7000-8000-0000000000a2',
    description: 'People, teams, settings, analytics and everyone’s activity.',
    persona: 'admin',
  },
  manager: {
    id: '00000000-0000-7000-8000-0000000000a3',
    description: 'The hiring of their team: openings, pipeline, reviews and approvals.',
    persona: 'manager',
  },
  recruiter: {
    id: '00000000-0000-7000-8000-0000000000a4',
    description: 'All of recruiting, for themselves and their team.',
    persona: 'recruiter',
  },
  viewer: {
    id: '00000000-0000-7000-8000-0000000000a5',
    description: 'Reads openings, candidates and the pipeline, without pay and rates.',
    persona: 'manager',
  },
  candidate: {
    id: '00000000-0000-7000-8000-0000000000a6',
    description: 'Their own profile and applications.',
    persona: 'candidate',
  },
  supplier: {
    id: '00000000-0000-7000-8000-0000000000a7',
    description: 'The candidates they submitted.',
    persona: 'supplier',
  },
  referrer: {
    id: '00000000-0000-7000-8000-0000000000a8',
    description: 'The people they referred.',
    persona: 'referrer',
  },
}

const features: Readonly<Record<Feature, readonly RoleName[]>> = {
  pipeline: ['super_admin', 'manager', 'recruiter', 'viewer'],
  bulk: ['super_admin', 'manager', 'recruiter'],
  administration: ['super_admin', 'admin'],
}

/** The roles that every installation has and nobody can change. */
export const builtInRoles: readonly RoleTemplate[] = roleNames.map((name) => ({
  name,
  ...about[name],
  grants: grantsOf(name),
  features: {
    pipeline: features.pipeline.includes(name),
    bulk: features.bulk.includes(name),
    administration: features.administration.includes(name),
  },
  agentTools: null,
}))

/** The built-in role of that name. */
export function roleNamed(name: RoleName): RoleTemplate {
  const found = builtInRoles.find((role) => role.name === name)
  if (!found) throw new Error(`There is no built-in role ${name}.`)
  return found
}

function grantsOf(role: RoleName): readonly Grant[] {
  if (role === 'super_admin') return [allow(role, { resource: '*', action: '*', scope: 'all' })]
  return [
    ...Object.entries(matrix).flatMap(([resource, line]) => allowsOf(role, resource, line)),
    ...deniesOf(role),
  ]
}

function allowsOf(role: RoleName, resource: string, line: Line): Grant[] {
  return [line.everybody, line[role]].flatMap((given) =>
    scopes.flatMap((scope) =>
      (given?.[scope]?.split(' ') ?? []).map((action) => allow(role, { resource, action, scope })),
    ),
  )
}

function deniesOf(role: RoleName): Grant[] {
  return Object.entries(hidden[role] ?? {}).map(([resource, fields]) => ({
    id: `${role}:${resource}:hide`,
    role,
    resource,
    action: '*',
    scope: 'all',
    effect: 'deny',
    fields,
  }))
}

function allow(role: RoleName, given: Pick<Grant, 'resource' | 'action' | 'scope'>): Grant {
  return { id: `${role}:${given.resource}:${given.action}:${given.scope}`, role, ...given, effect: 'allow' }
}
