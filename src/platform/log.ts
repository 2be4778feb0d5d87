import { type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug' | 'child'>

/** JSON lines on standard error; standard output belongs to the terminal and MCP doors. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      redact: ['token', 'password', 'secret', 'authorization', 'cookie', '*.token', '*.password'],
    },
    pino.destination(2),
  )
}
