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

const listOf = (shape: (item: string) => string = (item) => item) =>
  z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((item) => shape(item.trim()))
        .filter(Boolean),
    )

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
  PARLEY_ALLOWED_HOSTS: listOf((host) => host.toLowerCase()),
  PARLEY_ROLE: z
    .enum(['web', 'worker', 'all'], { error: 'is not a role; choose web, worker or all' })
    .default('all'),
  PARLEY_DAILY_TOKENS: whole(0, 1_000_000_000, 500_000),
  REDIS_URL: address(/^rediss?$/, 'redis://host:6379'),
  SLACK_SIGNING_SECRET: text,
  SLACK_BOT_TOKEN: text,
  SLACK_APP_TOKEN: text,
  SLACK_API_URL: address(/^https?$/, 'https://slack.com/api/'),
  SLACK_ALLOWED_TEAMS: listOf(),
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  MICROSOFT_APP_ID: text,
  MICROSOFT_APP_PASSWORD: text,
  MICROSOFT_TENANT_ID: text,
  MICROSOFT_OPENID_METADATA: address(
    /^https?$/,
    'https://login.botframework.com/v1/.well-known/openidconfiguration',
  ),
  MICROSOFT_TOKEN_ISSUER: text,
  MICROSOFT_OAUTH_URL: address(/^https?$/, 'https://login.microsoftonline.com/TENANT'),
  PARLEY_TEAMS_LOCAL: z.enum(['0', '1'], { error: 'is not a switch; write 1 or 0' }).default('0'),
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
  /** Where the queue runs; without it, in the database. */
  readonly redisUrl: string | undefined
  readonly slack: SlackConfig
  readonly teams: TeamsConfig
}

/** Slack opens when there is a signing secret (HTTP) or an app token (Socket Mode). */
export type SlackConfig = {
  readonly signingSecret: string | undefined
  /** The token of one workspace; without it workspaces install through OAuth. */
  readonly botToken: string | undefined
  readonly appToken: string | undefined
  readonly apiUrl: string | undefined
  readonly clientId: string | undefined
  readonly clientSecret: string | undefined
  /** Workspaces whose people may be linked; none means that nobody links by their address. */
  readonly allowedTeams: readonly string[]
}

export type TeamsConfig = {
  readonly appId: string | undefined
  readonly appPassword: string | undefined
  readonly tenantId: string | undefined
  readonly openIdMetadata: string | undefined
  readonly tokenIssuer: string | undefined
  readonly oauthUrl: string | undefined
  /** True when Teams may run without an app id: on a demo database, for this machine alone. */
  readonly local: boolean
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
    redisUrl: v.REDIS_URL,
    slack: {
      signingSecret: v.SLACK_SIGNING_SECRET,
      botToken: v.SLACK_BOT_TOKEN,
      appToken: v.SLACK_APP_TOKEN,
      apiUrl: v.SLACK_API_URL,
      clientId: v.SLACK_CLIENT_ID,
      clientSecret: v.SLACK_CLIENT_SECRET,
      allowedTeams: v.SLACK_ALLOWED_TEAMS,
    },
    teams: {
      appId: v.MICROSOFT_APP_ID,
      appPassword: v.MICROSOFT_APP_PASSWORD,
      tenantId: v.MICROSOFT_TENANT_ID,
      openIdMetadata: v.MICROSOFT_OPENID_METADATA,
      tokenIssuer: v.MICROSOFT_TOKEN_ISSUER,
      oauthUrl: v.MICROSOFT_OAUTH_URL,
      local: v.PARLEY_TEAMS_LOCAL === '1',
    },
  }
}

function toConfigFault(error: z.ZodError): Fault {
  const lines = error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`)
  const field = error.issues[0]?.path.join('.')
  return new Fault('invalid', `Parley cannot start with these settings. ${lines.join(' ')}`, {
    ...(field ? { field } : {}),
  })
}
