import { Fault } from '../platform/fault.ts'

const messages = {
  unavailable:
    "Parley can't reach its database right now. Nothing was changed; please try again in a moment.",
  conflict:
    'Somebody changed the same thing at this very moment. Nothing was changed; please look again and retry.',
  slow: 'That took too long and was given up. Nothing was changed; please ask for less at once, or try again.',
  exists: 'This exists already. Nothing was changed.',
}

/** Codes of PostgreSQL and of the network that mean: not reachable now. */
const unreachable =
  /ECONNREFUSED|ECONNRESET|EPIPE|ENOENT.*\.s\.PGSQL|57P0[123]|25P03|08\d{3}|53300|P1001|P1002|P1017|terminated unexpectedly|timeout exceeded when trying to connect|Connection terminated|starting up|shutting down|DatabaseNotReachable|ConnectionClosed/

/** Reads a thrown database error; undefined when it is something else. */
export function databaseFault(error: unknown): Fault | undefined {
  if (!(error instanceof Error) || error instanceof Fault) return undefined
  const code = codesOf(error)
  const text = `${code} ${error.message}`
  const extra = { internal: text, cause: error }
  if (unreachable.test(text)) return new Fault('unavailable', messages.unavailable, extra)
  if (/\b57014\b|statement timeout/.test(text)) return new Fault('unavailable', messages.slow, extra)
  if (/40001|40P01|P2034/.test(code)) return new Fault('conflict', messages.conflict, extra)
  if (/23505|P2002/.test(code)) return new Fault('conflict', messages.exists, extra)
  return undefined
}

/** The codes of an error and of those that caused it. */
function codesOf(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 4) return ''
  const code = 'code' in error ? String(error.code) : ''
  const original = 'originalCode' in error ? String(error.originalCode) : ''
  const kind = 'kind' in error ? String(error.kind) : ''
  const cause = 'cause' in error ? codesOf(error.cause, depth + 1) : ''
  return [code, original, kind, cause].filter(Boolean).join(' ')
}
