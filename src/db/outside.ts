import pg from 'pg'
import { Fault } from '../platform/fault.ts'

const oldestVersion = 15

/** Proves that the server of DATABASE_URL answers and is new enough. Throws a Fault that names the variable. */
export async function checkServer(databaseUrl: string): Promise<void> {
  const version = await ask<{ version: number }>(
    databaseUrl,
    'DATABASE_URL',
    `select current_setting('server_version_num')::int as version`,
  )
  const major = Math.floor((version?.version ?? 0) / 10_000)
  if (major < oldestVersion) {
    throw new Fault(
      'refused',
      `DATABASE_URL is a PostgreSQL ${major}; Parley needs ${oldestVersion} or newer.`,
      {
        field: 'DATABASE_URL',
      },
    )
  }
}

/** The same database for the program's own role: the owner connects and steps down. */
export function steppedDown(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  const before = url.searchParams.get('options')
  url.searchParams.set('options', [before, '-c role=parley_app'].filter(Boolean).join(' '))
  return url.href.replaceAll('+', '%20')
}

/** Proves that the program's connection may write activity and never change it, since the memory rests on that. */
export async function checkAppRole(
  appUrl: string,
  variable: 'DATABASE_URL' | 'DATABASE_APP_URL',
): Promise<void> {
  const may = await ask<{ insert: boolean; change: boolean }>(
    appUrl,
    variable,
    `select has_table_privilege('public.activity_log', 'insert') as insert,
            has_table_privilege('public.activity_log', 'update')
              or has_table_privilege('public.activity_log', 'delete')
              or has_table_privilege('public.activity_log', 'truncate') as change`,
  )
  if (!may?.insert) {
    throw new Fault(
      'refused',
      `The user of ${variable} lacks the rights of parley_app. Run: GRANT parley_app TO that user.`,
      {
        field: variable,
      },
    )
  }
  if (may.change) {
    throw new Fault(
      'refused',
      `The user of ${variable} may change the activity log. Use one that holds parley_app and nothing more.`,
      { field: variable },
    )
  }
}

async function ask<Row extends object>(
  url: string,
  variable: string,
  text: string,
): Promise<Row | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query<Row>(text)).rows[0]
  } catch (cause) {
    const { hostname, port } = new URL(url)
    throw new Fault(
      'unavailable',
      `The database at ${hostname}:${port || 5432} cannot be used. ` +
        `Check that it runs and that address, user and password in ${variable} are right.`,
      { field: variable, internal: cause instanceof Error ? cause.message : String(cause), cause },
    )
  } finally {
    await client.end()
  }
}
