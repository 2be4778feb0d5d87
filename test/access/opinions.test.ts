import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import type { Actor } from '../../src/access/actor.ts'
import { compile } from '../../src/access/compile.ts'
import type { Grant } from '../../src/access/grant.ts'
import { isOpen, rank } from '../../src/access/judge.ts'
import type { Rights } from '../../src/access/rights.ts'
import { actor, asks, fieldAsks, grant, grants, rows } from './arbitraries.ts'
import { caslOf } from './casl.ts'
import { meets } from './evaluate.ts'
import { type Ask, mayOnRow } from './reference.ts'
import { actorWith, type Condition, policyFor, type Row } from './sample.ts'
import { cases, patience, tell } from './scale.ts'

vi.setConfig({ testTimeout: patience })

const me = actorWith('me', [])

/** Our answer on a row: by the filter that goes to the database, or for a field by its reach. */
function ours(rights: Rights, ask: Ask, { row, actor }: { row: Row; actor: Actor }): boolean {
  if (ask.field === undefined) {
    return meets(row, rights.where(policyFor(ask.resource), ask.action, actor) as Condition)
  }
  const reach = rights.reach(ask.resource, ask.action, ask.field)
  const tier = row.ownerId === actor.id ? rank.own : actor.teams.includes(row.teamId) ? rank.team : rank.all
  return rank[reach.denied] < tier && tier <= rank[reach.allowed]
}

/** All rows and questions on which these grants say yes. */
function opened(given: readonly Grant[], among: readonly Row[], person: Actor): Set<string> {
  const rights = compile(given)
  return new Set(
    [...asks, ...fieldAsks].flatMap((ask) =>
      among
        .filter((row) => ours(rights, ask, { row, actor: person }))
        .map((row) => JSON.stringify([ask, row.id])),
    ),
  )
}

describe('three opinions', () => {
  test('the compiler, a plain reading of the rules and CASL agree on every row and field', () => {
    let decisions = 0
    fc.assert(
      fc.property(grants, rows, actor, (given, among, person) => {
        const rights = compile(given)
        const casl = caslOf(given, person)
        for (const ask of [...asks, ...fieldAsks]) {
          for (const row of among) {
            const expected = mayOnRow(given, ask, { row, actor: person })
            const theirs = casl.can(ask.action, { ...row, kind: ask.resource }, ask.field)
            const answers = [ours(rights, ask, { row, actor: person }), theirs]
            decisions += 1
            if (answers.some((answer) => answer !== expected)) {
              expect({ ask, row, answers }).toEqual({ ask, row, answers: [expected, expected] })
            }
          }
        }
      }),
      cases(400),
    )
    expect(decisions).toBeGreaterThan(0)
    tell(`three opinions agreed on ${decisions.toLocaleString('en')} decisions`)
  })

  test('decide says yes when there may be a row, and what it misses would be enough', () => {
    fc.assert(
      fc.property(grants, actor, (given, person) => {
        const rights = compile(given)
        const kinds = [
          { id: 'own', ownerId: 'me', teamId: 'elsewhere' },
          { id: 'team', ownerId: 'ben', teamId: 'here' },
          { id: 'other', ownerId: 'ben', teamId: 'elsewhere' },
        ]
        const here = { ...person, teams: ['here'] }
        for (const ask of asks) {
          const decision = rights.decide(ask.resource, ask.action)
          expect(decision.allowed).toBe(kinds.some((row) => mayOnRow(given, ask, { row, actor: here })))
          for (const by of decision.by) expect(by.effect).toBe(decision.allowed ? 'allow' : 'deny')
          if (decision.allowed) expect(decision.missing).toBeUndefined()
          if (!decision.missing) continue
          const { field: _, ...missing } = decision.missing
          const more: Grant = { ...missing, id: 'more', role: 'more', effect: 'allow' }
          expect(compile([...given, more]).decide(ask.resource, ask.action).allowed).toBe(true)
        }
      }),
      cases(300),
    )
  })

  test('mayField never shows a field of a row on which it is closed', () => {
    fc.assert(
      fc.property(grants, rows, actor, (given, among, person) => {
        const rights = compile(given)
        for (const ask of fieldAsks) {
          if (!rights.mayField(ask.resource, ask.action, ask.field)) continue
          for (const row of among) {
            const visible = mayOnRow(given, { ...ask, field: undefined }, { row, actor: person })
            if (visible) expect(mayOnRow(given, ask, { row, actor: person })).toBe(true)
          }
        }
      }),
      cases(300),
    )
  })

  test('where all grants have one scope, mayField is exactly the union of what they give', () => {
    fc.assert(
      fc.property(grants, (given) => {
        const flat = given.map((each) => ({ ...each, scope: 'all' as const }))
        const rights = compile(flat)
        const row = { id: 'other', ownerId: 'ben', teamId: 'data' }
        for (const ask of fieldAsks) {
          const expected = mayOnRow(flat, ask, { row, actor: me })
          expect(rights.mayField(ask.resource, ask.action, ask.field)).toBe(expected)
        }
      }),
      cases(300),
    )
  })
})

describe('laws', () => {
  test('the order of grants never matters, nor their repetition', () => {
    const shuffled = grants.chain((given) =>
      fc.record({
        given: fc.constant(given),
        mixed: fc.shuffledSubarray([...given, ...given], { minLength: given.length * 2 }),
      }),
    )
    fc.assert(
      fc.property(shuffled, rows, actor, ({ given, mixed }, among, person) => {
        expect(opened(mixed, among, person)).toEqual(opened(given, among, person))
        const [one, other] = [compile(given), compile(mixed.slice(0).reverse())]
        for (const { resource, action, field } of fieldAsks) {
          expect(other.mayField(resource, action, field)).toBe(one.mayField(resource, action, field))
          expect(other.decide(resource, action).allowed).toBe(one.decide(resource, action).allowed)
        }
      }),
      cases(150),
    )
  })

  test('a permutation changes nothing at all, not even the order of the reasons', () => {
    const permuted = grants.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    )
    fc.assert(
      fc.property(permuted, actor, ([given, mixed], person) => {
        const [one, other] = [compile(given), compile(mixed)]
        expect(other.grants).toEqual(one.grants)
        for (const { resource, action } of asks) {
          expect(other.decide(resource, action)).toEqual(one.decide(resource, action))
          expect(other.where(policyFor(resource), action, person)).toEqual(
            one.where(policyFor(resource), action, person),
          )
        }
      }),
      cases(300),
    )
  })

  test('one deny more never widens', () => {
    fc.assert(
      fc.property(grants, grant, rows, actor, (given, extra, among, person) => {
        const more = [...given, { ...extra, effect: 'deny' as const }]
        const before = opened(given, among, person)
        for (const yes of opened(more, among, person)) expect(before.has(yes)).toBe(true)
        for (const { resource, action, field } of fieldAsks) {
          if (compile(more).mayField(resource, action, field)) {
            expect(compile(given).mayField(resource, action, field)).toBe(true)
          }
        }
      }),
      cases(150),
    )
  })

  test('one allow more never narrows, row by row and field by field', () => {
    fc.assert(
      fc.property(grants, grant, rows, actor, (given, extra, among, person) => {
        const after = opened([...given, { ...extra, effect: 'allow' as const }], among, person)
        for (const yes of opened(given, among, person)) expect(after.has(yes)).toBe(true)
      }),
      cases(150),
    )
  })

  test('the filter is empty exactly when the decision is no', () => {
    fc.assert(
      fc.property(grants, (given) => {
        const rights = compile(given)
        for (const { resource, action } of asks) {
          expect(isOpen(rights.reach(resource, action))).toBe(rights.decide(resource, action).allowed)
        }
      }),
      cases(300),
    )
  })
})
