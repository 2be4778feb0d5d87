import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compile } from '../../src/access/compile.ts'
import { explain } from '../../src/access/explain.ts'
import { scopes } from '../../src/access/grant.ts'
import { asks, fieldAsks, grants } from './arbitraries.ts'
import { mayOnRow } from './reference.ts'
import { actorWith, allow, deny } from './sample.ts'
import { cases, patience } from './scale.ts'

vi.setConfig({ testTimeout: patience })

describe('explain', () => {
  test('says in a sentence what gives, what withholds and what is missing', () => {
    const rights = compile([allow('candidate read team'), deny('job close all')])
    expect(explain(rights, { resource: 'candidate', action: 'read' }).sentence).toBe(
      'Yes, you may: your sample role gives you candidate read.',
    )
    expect(explain(rights, { resource: 'job', action: 'close' }).sentence).toBe(
      'No: your sample role withholds job close.',
    )
    expect(explain(rights, { resource: 'candidate', action: 'read', row: 'all' })).toEqual({
      allowed: false,
      by: [],
      missing: { resource: 'candidate', action: 'read', scope: 'all' },
      sentence: "No: you need candidate read on everyone's rows, and no role of yours gives it.",
    })
  })

  test('always agrees with the decision', () => {
    fc.assert(
      fc.property(grants, (given) => {
        const rights = compile(given)
        for (const ask of asks) {
          const { sentence, ...decision } = explain(rights, { resource: ask.resource, action: ask.action })
          expect(decision).toEqual(rights.decide(ask.resource, ask.action))
          expect(sentence.startsWith(decision.allowed ? 'Yes' : 'No')).toBe(true)
        }
      }),
      cases(200),
    )
  })

  test('about one row and one field it says what the rules say, and what is missing would be enough', () => {
    const me = actorWith('me', ['platform'])
    const kinds = {
      own: { id: 'own', ownerId: 'me', teamId: 'data' },
      team: { id: 'team', ownerId: 'ben', teamId: 'platform' },
      all: { id: 'other', ownerId: 'ben', teamId: 'data' },
    }
    fc.assert(
      fc.property(grants, fc.constantFrom(...fieldAsks), fc.constantFrom(...scopes), (given, ask, row) => {
        const found = explain(compile(given), { ...ask, row })
        const answer = mayOnRow(given, ask, { row: kinds[row], actor: me })
        expect(found.allowed).toBe(answer)
        if (!found.missing) return
        const { resource, action, scope } = found.missing
        const more = { id: 'more', role: 'more', resource, action, scope, effect: 'allow' as const }
        expect(
          mayOnRow([...given, { ...more, fields: [ask.field] }], ask, { row: kinds[row], actor: me }),
        ).toBe(true)
      }),
      cases(500),
    )
  })
})
