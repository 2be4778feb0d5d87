import { resolve } from 'node:path'
import { z } from 'zod'
import { Fault } from './fault.ts'

const text = z.string().trim().min(1, 'is empty').optional()
const address = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `is not an address; write it like ${example}` }).optional()
const whole = (least: number, most: number, fallback: number) =>
  z.coerce
    .number({ error: 'is not a number' })
    .int('is not a whole number')
    .min(least, `is below ${least}`)
    .max(most, `is above ${most}`)
    .default(fallback)
const postgres = address(/^postgres(ql)?$/, 'postgresql://user:password@host:5432/parley')

const variables = z.object({
  DATABASE_URL: postgres,
  DATABASE_APP_URL: postgres,
  PARLEY_HOME: z.string().default('.parley'),
  PARLEY_SECRET: z
    .string()
    .min(32, 'is shorter than 32 characters; make one with: openssl rand -base64 32')
    .optional(),
  PORT: whole(0, 65_535, 3000),
  HOST: z.string().default('127.0.0.1'),
  PARLEY_PUBLIC_URL: address(/^https?$/, 'https://parley.example.com'),
  PARLEY_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'is not a level; choose trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  ANTHROPIC_API_KEY: text,
  ANTHROPIC_BASE_URL: address(/^https?$/, 'https://api.anthropic.com'),
  PARLEY_MODEL: z.string().default('claude-sonnet-5-5'),
  PARLEY_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter(Boolean),
    ),
  PARLEY_ROLE: z
    .enum(['web', 'worker', 'all'], { error: 'is not a role; choose web, worker or all' })
    .default('all'),
  PARLEY_DAILY_TOKENS: whole(0, 1_000_000_000, 500_000),
})

/** Everything that the environment decides. Absent is `undefined`; `home` is an absolute path. */
export type Config = {
  readonly databaseUrl: string | undefined
  readonly databaseAppUrl: string | undefined
  readonly home: string
  readonly secret: string | undefined
  readonly port: number
  readonly host: string
  readonly publicUrl: string | undefined
  readonly logLevel: string
  readonly anthropicApiKey: string | undefined
  readonly anthropicBaseUrl: string | undefined
  readonly model: string
  /** Host names, besides loopback and that of publicUrl, under which the web doors answer; lower case. */
  readonly allowedHosts: readonly string[]
  readonly role: 'web' | 'worker' | 'all'
  /** Tokens that one person may use on one day. */
  readonly dailyTokens: number
}

/**
 * Reads the environment once, at start. An empty variable counts as absent. Throws one Fault that names every variable
 * that cannot be used, and how to put it right.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = variables.safeParse(given)
  if (!parsed.success) throw toConfigFault(parsed.error)
  const v = parsed.data
  return {
    databaseUrl: v.DATABASE_URL,
    databaseAppUrl: v.DATABASE_APP_URL,
    home: resolve(v.PARLEY_HOME),
    secret: v.PARLEY_SECRET,
    port: v.PORT,
    host: v.HOST,
    publicUrl: v.PARLEY_PUBLIC_URL,
    logLevel: v.PARLEY_LOG_LEVEL,
    anthropicApiKey: v.ANTHROPIC_API_KEY,
    anthropicBaseUrl: v.ANTHROPIC_BASE_URL,
    model: v.PARLEY_MODEL,
    allowedHosts: v.PARLEY_ALLOWED_HOSTS,
    role: v.PARLEY_ROLE,
    dailyTokens: v.PARLEY_DAILY_TOKENS,
  }
}

function toConfigFault(error: z.ZodError): Fault {
  const lines = error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`)
  const field = error.issues[0]?.path.join('.')
  return new Fault('invalid', `Parley cannot start with these settings. ${lines.join(' ')}`, {
    ...(field ? { field } : {}),
  })
}
