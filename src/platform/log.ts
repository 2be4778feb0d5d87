import { type Logger, pino } from 'pino'

export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug' | 'child'>

/** JSON lines on standard error; standard output belongs to the terminal and MCP doors. */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      redact: ['token', 'password', 'secret', 'authorization', 'cookie', '*.token', '*.password'],
      serializers: { err: forLog },
    },
    pino.destination(2),
  )
}

type Logged = {
  type: string
  message: string
  code?: string
  internal?: string
  stack?: string
  cause?: Logged
}

/**
 * What the log keeps of an error. Errors of the database and of vendors carry rows, arguments and headers as further
 * properties, and Prisma puts the arguments into its message; these are texts of people and stay out.
 */
export function forLog(error: unknown, depth = 0): Logged {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) }
  const { name, message, stack, cause } = error
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  return {
    type: name,
    message: name.startsWith('PrismaClient') ? lastLine(message) : message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...('internal' in error && typeof error.internal === 'string'
      ? { internal: lastLine(error.internal) }
      : {}),
    ...(depth === 0 && frames.length > 0 ? { stack: frames.join('\n') } : {}),
    ...(cause !== undefined && depth < 4 ? { cause: forLog(cause, depth + 1) } : {}),
  }
}

/** Prisma shows the call with its arguments first and says what is wrong with it last. */
function lastLine(message: string): string {
  return message.trim().split('\n').at(-1) ?? ''
}
