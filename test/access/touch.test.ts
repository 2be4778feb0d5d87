import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compile } from '../../src/access/compile.ts'
import { type RoleName, roleNamed } from '../../src/access/roles.ts'
import {
  deeds,
  holdsAll,
  obstacleToAssign,
  obstacleToRevoke,
  obstacleToTouch,
} from '../../src/access/touch.ts'
import { asks, fieldAsks, grants } from './arbitraries.ts'
import { mayOnRow } from './reference.ts'
import { actorWith, allow, deny } from './sample.ts'
import { cases, patience } from './scale.ts'

vi.setConfig({ testTimeout: patience })

const rightsOf = (...names: RoleName[]) => compile(names.flatMap((name) => roleNamed(name).grants))
const touched = (...names: RoleName[]) => ({
  grants: names.flatMap((name) => roleNamed(name).grants),
  superAdmin: names.includes('super_admin'),
})

const me = actorWith('me', ['platform'])
const kinds = [
  { id: 'own', ownerId: 'me', teamId: 'data' },
  { id: 'team', ownerId: 'ben', teamId: 'platform' },
  { id: 'other', ownerId: 'ben', teamId: 'data' },
]

describe('holdsAll', () => {
  const holds = (holder: Parameters<typeof compile>[0], given: Parameters<typeof compile>[0]) =>
    holdsAll(compile(holder), given)

  test('a wider scope covers a narrower one, never the other way', () => {
    expect(holds([allow('job read all')], [allow('job read own'), allow('job read team')])).toBe(true)
    expect(holds([allow('job read team')], [allow('job read all')])).toBe(false)
  })

  test('a star is covered by a star only, since it holds what is not yet thought of', () => {
    expect(holds([allow('job read all'), allow('job update all')], [allow('job * own')])).toBe(false)
    expect(holds([allow('job * all')], [allow('job read own'), allow('job * own')])).toBe(true)
    expect(holds([allow('* read all')], [allow('* * own')])).toBe(false)
    expect(holds([allow('* * all')], [allow('* * all')])).toBe(true)
  })

  test('what a deny takes from the holder is not held', () => {
    expect(holds([allow('* * all'), deny('job close own')], [allow('job close team')])).toBe(false)
    expect(holds([allow('* * all'), deny('job close own')], [allow('* close own')])).toBe(false)
    expect(holds([allow('* * all'), deny('job close own')], [allow('job read all')])).toBe(true)
  })

  test('fields are covered one by one', () => {
    expect(holds([allow('job read all', ['title'])], [allow('job read all', ['title'])])).toBe(true)
    expect(holds([allow('job read all', ['title'])], [allow('job read all')])).toBe(false)
    expect(holds([allow('job read all', ['title'])], [allow('job read own', ['title', 'pay'])])).toBe(false)
    expect(holds([allow('job read all'), deny('job * all', ['pay'])], [allow('job read all')])).toBe(false)
    expect(
      holds(
        [allow('job read all'), deny('job * all', ['pay'])],
        [allow('job read all'), deny('job * all', ['pay'])],
      ),
    ).toBe(true)
  })

  test('it is true exactly when the holder may do all that the grants open', () => {
    fc.assert(
      fc.property(grants, grants, (holder, given) => {
        const every = [
          ...asks,
          ...fieldAsks,
          { resource: 'new', action: 'new' },
          { resource: 'job', action: 'new' },
        ]
        every.push({ resource: 'candidate', action: 'new' }, { resource: 'new', action: 'read' })
        every.push({ resource: 'new', action: 'update' })
        const fields = ['name', 'expected_pay', 'note', 'unnamed']
        const all = every.flatMap((ask) => [ask, ...fields.map((field) => ({ ...ask, field }))])
        const within = all.every((ask) =>
          kinds.every(
            (row) => !mayOnRow(given, ask, { row, actor: me }) || mayOnRow(holder, ask, { row, actor: me }),
          ),
        )
        expect(holdsAll(compile(holder), given)).toBe(within)
      }),
      cases(400),
    )
  })

  test('everyone holds what they hold, and nobody without grants holds anything', () => {
    fc.assert(
      fc.property(grants, (given) => {
        expect(holdsAll(compile(given), given)).toBe(true)
        expect(holdsAll(compile([]), given)).toBe(
          asks.every(({ resource, action }) => !compile(given).decide(resource, action).allowed),
        )
      }),
      cases(200),
    )
  })
})

describe('touching an account', () => {
  const attempt = (deed: (typeof deeds)[number], superAdmins = 2) => ({ deed, superAdmins })

  test.each(deeds)('%s needs every permission that the person holds', (deed) => {
    expect(obstacleToTouch(rightsOf('admin'), touched('super_admin'), attempt(deed))?.message).toContain(
      'This person may do things that you may not',
    )
    expect(obstacleToTouch(rightsOf('admin'), touched('recruiter'), attempt(deed))?.internal).toMatch(
      /^The actor lacks \w+ \w+ at scope (own|team|all)\.$/,
    )
    expect(
      obstacleToTouch(rightsOf('super_admin'), touched('recruiter', 'viewer'), attempt(deed)),
    ).toBeUndefined()
    expect(obstacleToTouch(rightsOf('super_admin'), touched('super_admin'), attempt(deed))).toBeUndefined()
    expect(
      obstacleToTouch(rightsOf('admin', 'recruiter'), touched('recruiter'), attempt(deed)),
    ).toBeUndefined()
  })

  test('the last super admin cannot be deactivated, not even by themselves', () => {
    const owner = rightsOf('super_admin')
    expect(obstacleToTouch(owner, touched('super_admin'), attempt('deactivate', 1))?.message).toContain(
      'last super admin',
    )
    expect(obstacleToTouch(owner, touched('super_admin'), attempt('change_email', 1))).toBeUndefined()
    expect(obstacleToTouch(owner, touched('admin'), attempt('deactivate', 1))).toBeUndefined()
  })
})

describe('giving and taking roles', () => {
  const grantsOf = (name: RoleName) => roleNamed(name).grants

  test('nobody gives a role that holds more than they do', () => {
    expect(obstacleToAssign(rightsOf('admin'), grantsOf('super_admin'), touched())?.message).toContain(
      'more than you',
    )
    expect(obstacleToAssign(rightsOf('admin'), grantsOf('admin'), touched())).toBeUndefined()
    expect(obstacleToAssign(rightsOf('super_admin'), grantsOf('super_admin'), touched())).toBeUndefined()
  })

  test('a role that denies cannot be used to silence somebody who holds more', () => {
    const gag = [deny('* * all')]
    expect(obstacleToAssign(rightsOf('admin'), gag, touched('super_admin'))).toBeDefined()
    expect(obstacleToAssign(rightsOf('super_admin'), gag, touched('super_admin'))).toBeUndefined()
  })

  test('a role that denies cannot be taken to open more than the taker holds', () => {
    const after = { grants: grantsOf('recruiter'), losesSuperAdmin: false, superAdmins: 2 }
    expect(obstacleToRevoke(rightsOf('admin'), [deny('job * all')], after)).toBeDefined()
    expect(obstacleToRevoke(rightsOf('super_admin'), [deny('job * all')], after)).toBeUndefined()
  })

  test('the last super admin keeps the role', () => {
    const loses = { grants: [], losesSuperAdmin: true, superAdmins: 1 }
    const owner = rightsOf('super_admin')
    expect(obstacleToRevoke(owner, grantsOf('super_admin'), loses)?.message).toContain('last super admin')
    expect(obstacleToRevoke(owner, grantsOf('super_admin'), { ...loses, superAdmins: 2 })).toBeUndefined()
    expect(
      obstacleToRevoke(rightsOf('admin'), grantsOf('super_admin'), { ...loses, superAdmins: 2 }),
    ).toBeDefined()
  })
})
