import { describe, expect, test } from 'vitest'
import { compile } from '../../src/access/compile.ts'
import { builtInRoles, type RoleName, roleNamed } from '../../src/access/roles.ts'

const rightsOf = (name: RoleName) => compile(roleNamed(name).grants)

/** The widest scope at which a role may do something, as one word. */
const width = (name: RoleName, resource: string, action: string) =>
  rightsOf(name).reach(resource, action).allowed

describe('built-in roles', () => {
  test('have their fixed ids and personas', () => {
    const short = builtInRoles.map((role) => [role.name, role.id.slice(-2), role.persona])
    expect(short).toEqual([
      ['super_admin', 'a1', 'admin'],
      ['admin', 'a2', 'admin'],
      ['manager', 'a3', 'manager'],
      ['recruiter', 'a4', 'recruiter'],
      ['viewer', 'a5', 'manager'],
      ['candidate', 'a6', 'candidate'],
      ['supplier', 'a7', 'supplier'],
      ['referrer', 'a8', 'referrer'],
    ])
    for (const role of builtInRoles) expect(role.id).toMatch(/^00000000-0000-7000-8000-0000000000a\d$/)
  })

  test('give no grant twice, and each says its role', () => {
    for (const role of builtInRoles) {
      const ids = role.grants.map((grant) => grant.id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(role.grants.every((grant) => grant.role === role.name)).toBe(true)
      expect(role.grants.every((grant) => /^[a-z_*]+$/.test(grant.action))).toBe(true)
    }
  })

  test('everybody may sign in, open pages, talk, ask for help and look after their own profile', () => {
    const own = ['session create', 'session end', 'page open', 'desk ask', 'notice acknowledge']
    own.push('confirmation cancel', 'conversation read', 'conversation create', 'conversation update')
    own.push('profile read', 'profile update', 'help request')
    for (const role of builtInRoles.filter((each) => each.name !== 'super_admin')) {
      for (const words of own) {
        const [resource = '', action = ''] = words.split(' ')
        expect([role.name, words, width(role.name, resource, action)]).toEqual([role.name, words, 'own'])
      }
    }
  })

  test('super_admin may do everything, also what is not yet thought of', () => {
    expect(width('super_admin', 'role', 'update')).toBe('all')
    expect(width('super_admin', 'tomorrow', 'whatever')).toBe('all')
    expect(rightsOf('super_admin').mayField('job', 'read', 'bill_rate')).toBe(true)
  })

  test('admin has people and configuration, not roles nor the recruiting data', () => {
    for (const resource of ['user', 'team', 'settings', 'analytics', 'activity']) {
      expect(width('admin', resource, 'read')).toBe('all')
    }
    expect(width('admin', 'user', 'deactivate')).toBe('all')
    for (const resource of [
      'role',
      'permission',
      'session_policy',
      'job',
      'candidate',
      'application',
      'client',
    ]) {
      for (const action of ['read', 'update', 'create']) expect(width('admin', resource, action)).toBe('none')
    }
  })

  test.each<[RoleName, string, string, string]>([
    ['manager', 'job', 'close', 'team'],
    ['manager', 'client', 'read', 'all'],
    ['manager', 'client', 'update', 'none'],
    ['manager', 'application', 'bulk', 'team'],
    ['manager', 'application', 'undo_hire', 'team'],
    ['recruiter', 'application', 'undo_hire', 'none'],
    ['manager', 'submission', 'review', 'team'],
    ['manager', 'submission', 'create', 'none'],
    ['manager', 'candidate', 'note', 'team'],
    ['manager', 'activity', 'read', 'team'],
    ['manager', 'user', 'create', 'none'],
    ['recruiter', 'job', 'create', 'team'],
    ['recruiter', 'client', 'create', 'all'],
    ['recruiter', 'candidate', 'create', 'team'],
    ['recruiter', 'submission', 'create', 'team'],
    ['recruiter', 'submission', 'review', 'none'],
    ['recruiter', 'hand_over', 'create', 'team'],
    ['recruiter', 'activity', 'read', 'own'],
    ['viewer', 'candidate', 'read', 'all'],
    ['viewer', 'candidate', 'update', 'none'],
    ['viewer', 'application', 'update', 'none'],
    ['viewer', 'activity', 'read', 'own'],
    ['candidate', 'application', 'read', 'none'],
    ['candidate', 'profile', 'read', 'own'],
    ['candidate', 'candidate', 'read', 'none'],
    ['candidate', 'activity', 'read', 'own'],
    ['supplier', 'submission', 'read', 'own'],
    ['supplier', 'job', 'read', 'none'],
    ['referrer', 'application', 'read', 'none'],
  ])('%s may %s %s: %s', (role, resource, action, scope) => {
    expect(width(role, resource, action)).toBe(scope)
  })

  test('outsiders reach nothing beyond their own', () => {
    for (const name of ['candidate', 'supplier', 'referrer'] as const) {
      expect(roleNamed(name).grants.every((grant) => grant.scope === 'own')).toBe(true)
    }
  })

  test('a viewer sees no pay and no rates, whatever other role they hold', () => {
    const both = compile([...roleNamed('viewer').grants, ...roleNamed('recruiter').grants])
    for (const rights of [rightsOf('viewer'), both]) {
      expect(rights.mayField('candidate', 'read', 'expected_pay')).toBe(false)
      expect(rights.mayField('job', 'read', 'pay_range')).toBe(false)
      expect(rights.mayField('job', 'read', 'bill_rate')).toBe(false)
      expect(rights.mayField('submission', 'read', 'pay_rate')).toBe(false)
      expect(rights.mayField('submission', 'read', 'bill_rate')).toBe(false)
      expect(rights.mayField('application', 'read', 'agreed_rate')).toBe(false)
      expect(rights.mayField('candidate', 'read', 'name')).toBe(true)
    }
    expect(rightsOf('recruiter').mayField('candidate', 'read', 'expected_pay')).toBe(true)
  })
})
