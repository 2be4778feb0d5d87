import type { PrismaClient } from './generated/client.ts'

/** What queries run on: the client or a transaction. Starting and ending one belongs to the waist. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>

/** One prepared statement, for the few queries that every call makes. */
export type Sql = (statement: { name?: string; text: string; values: unknown[] }) => Promise<{
  rows: Record<string, unknown>[]
  rowCount: number
}>

/** Names each distinct SQL text once, so that PostgreSQL keeps its plan; past a thousand texts the rest stay unnamed. */
export function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= 1_000) return ''
    const name = `p${names.size}`
    names.set(sql, name)
    return name
  }
}

/**
 * Milliseconds after which the server gives up a statement, and a transaction in which nothing happens, so that one
 * that never ends does not keep its connection from everybody.
 */
export const patience = { statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000 } as const
