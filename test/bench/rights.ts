import { createMongoAbility } from '@casl/ability'
import { type Enforcer, newEnforcer, newModelFromString } from 'casbin'
import { compile } from '../../src/access/compile.ts'
import type { Grant } from '../../src/access/grant.ts'
import { builtInRoles } from '../../src/access/roles.ts'
import type { Bench } from './bench.ts'

/** A decision in memory beside CASL and node-casbin on the same policies. */
export const bench: Bench = {
  name: 'rights',
  bar: 'at least a third of CASL and 100 times casbin',
  run: async () => {
    const { ours, casl, casbin } = await decisionsPerSecond()
    const whole = (figure: number) => `${Math.round(figure).toLocaleString('en')}/s`
    return [
      { figure: whole(ours), ratio: ours / casl, meets: ours >= casl / 3, detail: `CASL ${whole(casl)}` },
      {
        figure: whole(ours),
        ratio: ours / casbin,
        meets: ours >= 100 * casbin,
        detail: `casbin ${whole(casbin)}`,
      },
    ]
  },
}

type Question = { readonly role: string; readonly resource: string; readonly action: string }
type Engine = (question: Question) => boolean

// Every engine gets its turn in each round, so that a busy machine slows all three, and the best round counts.
const rounds = 5
const millisecondsEach = 150

/** Decisions a second of each engine. Throws when they do not answer all questions alike. */
async function decisionsPerSecond(): Promise<{ ours: number; casl: number; casbin: number }> {
  const questions = askEverything()
  const engines = { ours: oursOf(), casl: caslOf(), casbin: casbinOf(await casbinEnforcer()) }
  for (const question of questions) {
    const answers = [engines.ours, engines.casl, engines.casbin].map((engine) => engine(question))
    if (new Set(answers).size !== 1)
      throw new Error(`The engines differ on ${JSON.stringify({ question, answers })}`)
  }
  const best = { ours: 0, casl: 0, casbin: 0 }
  for (let round = 0; round < rounds; round += 1) {
    best.ours = Math.max(best.ours, perSecond(engines.ours, questions))
    best.casl = Math.max(best.casl, perSecond(engines.casl, questions))
    best.casbin = Math.max(best.casbin, perSecond(engines.casbin, questions))
  }
  return best
}

/** Each role asked about each resource and action that any role names, and about things that none does. */
function askEverything(): readonly Question[] {
  const grants = builtInRoles.flatMap((role) => role.grants).filter((grant) => grant.action !== '*')
  const pairs = new Map(grants.map(({ resource, action }) => [`${resource} ${action}`, { resource, action }]))
  const asked = [...pairs.values(), { resource: 'role', action: 'update' }]
  return builtInRoles.flatMap((role) => asked.map((pair) => ({ role: role.name, ...pair })))
}

function oursOf(): Engine {
  const rights = new Map<string, ReturnType<typeof compile>>(
    builtInRoles.map((role) => [role.name, compile(role.grants)]),
  )
  return ({ role, resource, action }) => rights.get(role)?.decide(resource, action).allowed === true
}

function caslOf(): Engine {
  const abilities = new Map<string, ReturnType<typeof createMongoAbility>>(
    builtInRoles.map((role) => [role.name, createMongoAbility(role.grants.map(ruleOf))]),
  )
  return ({ role, resource, action }) => abilities.get(role)?.can(action, resource) === true
}

function ruleOf(grant: Grant) {
  return {
    action: grant.action === '*' ? 'manage' : grant.action,
    subject: grant.resource === '*' ? 'all' : grant.resource,
    inverted: grant.effect === 'deny',
    ...(grant.scope === 'own' ? { conditions: { ownerId: 'me' } } : {}),
    ...(grant.scope === 'team' ? { conditions: { teamId: { $in: ['platform'] } } } : {}),
    ...(grant.fields ? { fields: [...grant.fields] } : {}),
  }
}

function casbinOf(enforcer: Enforcer): Engine {
  return ({ role, resource, action }) => enforcer.enforceSync(role, resource, action)
}

// The model of a deny that wins. Denies of fields stay out, since casbin decides about actions only.
async function casbinEnforcer(): Promise<Enforcer> {
  const enforcer = await newEnforcer(
    newModelFromString(`
[request_definition]
r = sub, obj, act
[policy_definition]
p = sub, obj, act, eft
[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
[matchers]
m = r.sub == p.sub && (p.obj == '*' || r.obj == p.obj) && (p.act == '*' || r.act == p.act)
`),
  )
  const policies = builtInRoles
    .flatMap((role) => role.grants)
    .filter((grant) => !grant.fields)
    .map((grant) => [grant.role, grant.resource, grant.action, grant.effect])
  await enforcer.addPolicies(policies)
  return enforcer
}

function perSecond(engine: Engine, questions: readonly Question[]): number {
  const start = performance.now()
  let asked = 0
  let granted = 0
  while (performance.now() - start < millisecondsEach) {
    for (const question of questions) if (engine(question)) granted += 1
    asked += questions.length
  }
  if (granted === 0) throw new Error('No question was granted, so nothing was measured.')
  return (asked * 1_000) / (performance.now() - start)
}
