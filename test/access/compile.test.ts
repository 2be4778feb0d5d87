import { describe, expect, test } from 'vitest'
import { compile } from '../../src/access/compile.ts'
import type { Policy } from '../../src/access/policy.ts'
import { actorWith, allow, deny, policyFor } from './sample.ts'

const me = actorWith('me', ['platform'])
const own = { ownerId: 'me' }
const team = { teamId: { in: ['platform'] } }
const none = { id: { in: [] } }

const whereOf = (...grants: Parameters<typeof compile>[0]) =>
  compile(grants).where(policyFor('candidate'), 'read', me)

describe('where', () => {
  test('without a grant no row is given', () => {
    expect(whereOf()).toEqual({ AND: [none] })
  })

  test('each scope of an allow gives its rows, and team holds own', () => {
    expect(whereOf(allow('candidate read own'))).toEqual({ AND: [own] })
    expect(whereOf(allow('candidate read team'))).toEqual({ AND: [{ OR: [own, team] }] })
    expect(whereOf(allow('candidate read all'))).toEqual({ AND: [{ NOT: none }] })
  })

  test('a deny without fields removes the rows of its scope', () => {
    const all = allow('candidate read all')
    expect(whereOf(all, deny('candidate read own'))).toEqual({ AND: [{ NOT: none }, { NOT: own }] })
    expect(whereOf(all, deny('* * team'))).toEqual({ AND: [{ NOT: none }, { NOT: own }, { NOT: team }] })
    expect(whereOf(all, deny('candidate * all'))).toEqual({ AND: [none] })
    expect(whereOf(allow('candidate read own'), deny('candidate read own'))).toEqual({ AND: [none] })
  })

  test('a deny with fields leaves the rows', () => {
    expect(whereOf(allow('candidate read own'), deny('candidate read all', ['expected_pay']))).toEqual({
      AND: [own],
    })
  })

  test('personal rows stay with their person, however wide the scope', () => {
    const personal = { ...policyFor('candidate'), personal: true } as const
    const rowsOf = (...grants: Parameters<typeof compile>[0]) => compile(grants).where(personal, 'read', me)
    expect(rowsOf(allow('* * all'))).toEqual({ AND: [own] })
    expect(rowsOf(allow('candidate read team'))).toEqual({ AND: [own] })
    expect(rowsOf(allow('* * all'), deny('candidate read own'))).toEqual({ AND: [none] })
    expect(rowsOf()).toEqual({ AND: [none] })
  })

  test.each<[string, Record<string, unknown>]>([
    ['empty', {}],
    ['undefined', { ownerId: undefined }],
    ['an empty OR', { OR: [] }],
    ['an empty AND', { AND: [] }],
    ['an empty part', { AND: [{ ownerId: 'me' }, {}] }],
    ['an empty NOT', { NOT: {} }],
    ['undefined in a list', { teamId: { in: [undefined] } }],
  ])('a policy whose condition is %s is a fault, not an open door', (_, condition) => {
    const broken: Policy<Record<string, unknown>> = {
      resource: 'candidate',
      own: () => condition,
      team: () => team,
    }
    expect(() => compile([allow('candidate read own')]).where(broken, 'read', me)).toThrow(
      'Something went wrong',
    )
  })
})

describe('decide', () => {
  test('names the grants that decided, widest first', () => {
    const rights = compile([allow('job read own'), allow('job read all'), allow('job update own')])
    expect(rights.decide('job', 'read')).toEqual({
      allowed: true,
      by: [allow('job read all'), allow('job read own')],
    })
  })

  test('names the narrowest grant that is missing', () => {
    expect(compile([]).decide('job', 'close')).toEqual({
      allowed: false,
      by: [],
      missing: { resource: 'job', action: 'close', scope: 'own' },
    })
    expect(compile([allow('job close own'), deny('job * own')]).decide('job', 'close')).toEqual({
      allowed: false,
      by: [deny('job * own')],
      missing: { resource: 'job', action: 'close', scope: 'team' },
    })
  })

  test('a deny for everyone takes the action, and then nothing is missing', () => {
    expect(compile([allow('* * all'), deny('job close all')]).decide('job', 'close')).toEqual({
      allowed: false,
      by: [deny('job close all')],
    })
  })

  test('names of things that every object has open nothing', () => {
    const rights = compile([allow('job read all')])
    for (const word of ['__proto__', 'constructor', 'toString', '']) {
      expect(rights.decide(word, 'read').allowed).toBe(false)
      expect(rights.decide('job', word).allowed).toBe(false)
    }
  })
})

describe('mayField', () => {
  const shown = (...grants: Parameters<typeof compile>[0]) =>
    ['name', 'expected_pay'].filter((field) => compile(grants).mayField('candidate', 'read', field))

  test('an allow without fields gives every field; allows with fields give their union', () => {
    expect(shown(allow('candidate read all'))).toEqual(['name', 'expected_pay'])
    expect(shown(allow('candidate read all', ['name']))).toEqual(['name'])
    expect(shown(allow('candidate read all', ['name']), allow('candidate * all', ['expected_pay']))).toEqual([
      'name',
      'expected_pay',
    ])
    expect(shown(allow('candidate read all', ['name']), allow('candidate read all'))).toHaveLength(2)
  })

  test('an empty list of fields is no list, as the database writes it', () => {
    expect(shown(allow('candidate read all', []))).toEqual(['name', 'expected_pay'])
    expect(shown(allow('candidate read all'), deny('candidate read all', []))).toEqual([])
  })

  test('a deny hides its fields at any scope and no others', () => {
    for (const scope of ['own', 'team', 'all']) {
      const hidden = deny(`candidate * ${scope}`, ['expected_pay'])
      expect(shown(allow('candidate read all'), hidden)).toEqual(['name'])
    }
  })

  test('a field that is open on own rows only is closed where everyone’s rows are seen', () => {
    expect(shown(allow('candidate read own'), allow('candidate read all', ['name']))).toEqual(['name'])
    expect(shown(allow('candidate read all'), allow('candidate read own', ['name']))).toHaveLength(2)
  })

  test('no field without the action', () => {
    expect(shown(allow('candidate update all'))).toEqual([])
    expect(shown(allow('candidate read all'), deny('candidate read all'))).toEqual([])
  })
})
