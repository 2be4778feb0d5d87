import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { type Client, inCall, insertUser, open, rows } from './call.ts'

const recruiterRole = '00000000-0000-7000-8000-0000000000a4'

let database: TestDatabase
let client: Client
let ana: string
let ben: string

beforeAll(async () => {
  database = await createDatabase()
  client = await open(database.appUrl)
  ;[ana, ben] = await inCall(client, async () => [
    await insertUser(client, 'Ana'),
    await insertUser(client, 'Ben'),
  ])
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const epochs = async () => {
  const found = await rows(client, 'select id, authz_epoch from app_user')
  const of = (id: string) => found.find((row) => row.id === id)?.authz_epoch
  return [of(ana), of(ben)].map(Number)
}

/** By how much `work`, as one recorded call, raises the epochs of Ana and Ben. */
async function raised(work: () => Promise<unknown>): Promise<number[]> {
  const before = await epochs()
  await inCall(client, work)
  return (await epochs()).map((epoch, index) => epoch - (before[index] ?? 0))
}

const assign = (userId: string, roleId: string) =>
  client.query(
    `insert into role_assignment (id, user_id, role_id, starts_at, granted_by, created_at)
     values ($1, $2, $3, now(), $2, now())`,
    [randomUUID(), userId, roleId],
  )

describe('the epoch of a person rises', () => {
  it('when a role is given, changed, handed to another and taken', async () => {
    expect(await raised(() => assign(ana, recruiterRole))).toEqual([1, 0])
    expect(
      await raised(() => client.query('update role_assignment set expires_at = now() + interval $$1 day$$')),
    ).toEqual([1, 0])
    expect(await raised(() => client.query('update role_assignment set user_id = $1', [ben]))).toEqual([1, 1])
    expect(await raised(() => client.query('delete from role_assignment'))).toEqual([0, 1])
  })

  it('when they join a team, move and leave', async () => {
    const [one, two] = [randomUUID(), randomUUID()]
    const join = () =>
      client.query(
        `with made as (
           insert into team (id, name, created_at, updated_at) values ($1, 'One', now(), now()), ($2, 'Two', now(), now())
         ) select`,
        [one, two],
      )
    expect(await raised(join)).toEqual([0, 0])
    expect(
      await raised(() =>
        client.query('insert into team_member (team_id, user_id) values ($1, $2)', [one, ana]),
      ),
    ).toEqual([1, 0])
    expect(await raised(() => client.query('update team_member set team_id = $1', [two]))).toEqual([1, 0])
    expect(await raised(() => client.query('delete from team_member'))).toEqual([1, 0])
  })

  it('when they are deactivated, and not when their name changes', async () => {
    expect(
      await raised(() => client.query(`update app_user set status = 'deactivated' where id = $1`, [ana])),
    ).toEqual([1, 0])
    expect(
      await raised(() =>
        client.query(`update app_user set name = 'Anna', status = 'deactivated' where id = $1`, [ana]),
      ),
    ).toEqual([0, 0])
  })

  it('when a role they hold changes, or its permissions', async () => {
    const [role, permission] = [randomUUID(), randomUUID()]
    await inCall(client, async () => {
      await client.query(
        `insert into role (id, name, description, persona) values ($1, 'sourcer', 'Finds.', 'recruiter')`,
        [role],
      )
      await client.query(
        `insert into permission (id, resource, action, scope, effect) values ($1, 'job', 'read', 'all', 'allow')`,
        [permission],
      )
      await assign(ben, role)
    })
    expect(
      await raised(() =>
        client.query('insert into role_permission (role_id, permission_id) values ($1, $2)', [
          role,
          permission,
        ]),
      ),
    ).toEqual([0, 1])
    expect(
      await raised(() => client.query(`update permission set scope = 'own' where id = $1`, [permission])),
    ).toEqual([0, 1])
    expect(
      await raised(() => client.query(`update role set description = 'Sources.' where id = $1`, [role])),
    ).toEqual([0, 1])
    expect(
      await raised(() => client.query('delete from role_permission where role_id = $1', [role])),
    ).toEqual([0, 1])
  })
})

describe('a built-in role', () => {
  const refused = { code: 'PY004' }

  it('stands in every new database, with its fixed id', async () => {
    const found = await rows(client, 'select id, name, persona from role where built_in order by id')
    expect(found.map((row) => `${String(row.id).slice(-2)} ${row.name} ${row.persona}`)).toEqual([
      'a1 super_admin admin',
      'a2 admin admin',
      'a3 manager manager',
      'a4 recruiter recruiter',
      'a5 viewer manager',
      'a6 candidate candidate',
      'a7 supplier supplier',
      'a8 referrer referrer',
    ])
  })

  it('cannot be made, changed, deleted, or given other permissions', async () => {
    const permission = randomUUID()
    await inCall(client, () =>
      client.query(
        `insert into permission (id, resource, action, scope, effect) values ($1, 'job', 'delete', 'all', 'allow')`,
        [permission],
      ),
    )
    const made = `insert into role (id, name, description, persona, built_in) values ($1, 'x', 'x', 'admin', true)`
    await expect(inCall(client, () => client.query(made, [randomUUID()]))).rejects.toMatchObject(refused)
    for (const change of [
      `update role set description = 'x' where name = 'viewer'`,
      `update role set built_in = false where name = 'viewer'`,
      `update role set built_in = true where name = 'sourcer'`,
      `delete from role where name = 'viewer'`,
      `insert into role_permission select id, '${permission}' from role where name = 'viewer'`,
    ]) {
      await expect(
        inCall(client, () => client.query(change)),
        change,
      ).rejects.toMatchObject(refused)
    }
  })
})
