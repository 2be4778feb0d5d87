import type { Sql } from '../db/client.ts'

/** Names of at most two active people who hold every right, for a refusal that says whom to ask. */
export async function whoMayGrant(sql: Sql): Promise<string[]> {
  const { rows } = await sql({
    name: 'who_may_grant',
    text: `select distinct u.name from role_assignment a join role r on r.id = a.role_id join app_user u on u.id = a.user_id
      where r.name = 'super_admin' and r.built_in and u.status = 'active' and a.starts_at <= now()
        and (a.expires_at is null or a.expires_at > now()) order by u.name limit 2`,
    values: [],
  })
  return rows.map((row) => String(row.name))
}
