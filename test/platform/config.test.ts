import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/platform/config.ts'

describe('readConfig', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      databaseAppUrl: undefined,
      home: resolve('.parley'),
      secret: undefined,
      port: 3000,
      host: '127.0.0.1',
      publicUrl: undefined,
      logLevel: 'info',
      anthropicApiKey: undefined,
      anthropicBaseUrl: undefined,
      model: 'claude-sonnet-5-5',
      allowedHosts: [],
      role: 'all',
      dailyTokens: 500_000,
      redisUrl: undefined,
      slack: {
        signingSecret: undefined,
        botToken: undefined,
        appToken: undefined,
        apiUrl: undefined,
        clientId: undefined,
        clientSecret: undefined,
        allowedTeams: [],
      },
      teams: {
        appId: undefined,
        appPassword: undefined,
        tenantId: undefined,
        openIdMetadata: undefined,
        tokenIssuer: undefined,
        oauthUrl: undefined,
        local: false,
      },
    })
  })

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ', ANTHROPIC_API_KEY: '' })).toEqual(readConfig({}))
  })

  it('reads what is set', () => {
    expect(
      readConfig({
        DATABASE_URL: 'postgres://u:p@db/parley',
        PARLEY_HOME: '/srv/parley',
        PORT: '8080',
        PARLEY_ALLOWED_HOSTS: 'Parley.example.com, desk.example.com,',
        PARLEY_ROLE: 'worker',
        PARLEY_DAILY_TOKENS: '0',
      }),
    ).toMatchObject({
      databaseUrl: 'postgres://u:p@db/parley',
      home: '/srv/parley',
      port: 8080,
      allowedHosts: ['parley.example.com', 'desk.example.com'],
      role: 'worker',
      dailyTokens: 0,
    })
  })

  it.each([
    ['PORT', 'http', 'PORT is not a number.'],
    ['PORT', '70000', 'PORT is above 65535.'],
    ['PORT', '80.5', 'PORT is not a whole number.'],
    [
      'DATABASE_URL',
      'mysql://db/parley',
      'DATABASE_URL is not an address; write it like postgresql://user:password@host:5432/parley.',
    ],
    [
      'PARLEY_PUBLIC_URL',
      'parley',
      'PARLEY_PUBLIC_URL is not an address; write it like https://parley.example.com.',
    ],
    [
      'PARLEY_SECRET',
      'short',
      'PARLEY_SECRET is shorter than 32 characters; make one with: openssl rand -base64 32.',
    ],
    ['PARLEY_ROLE', 'boss', 'PARLEY_ROLE is not a role; choose web, worker or all.'],
    [
      'PARLEY_LOG_LEVEL',
      'loud',
      'PARLEY_LOG_LEVEL is not a level; choose trace, debug, info, warn, error, fatal or silent.',
    ],
  ])('refuses %s=%s and says how to put it right', (name, value, sentence) => {
    expect(() => readConfig({ [name]: value })).toThrow(
      expect.objectContaining({
        code: 'invalid',
        message: `Parley cannot start with these settings. ${sentence}`,
        details: { field: name },
      }),
    )
  })

  it('names every variable that is wrong, and never tells a secret', () => {
    const read = () => readConfig({ PORT: 'x', PARLEY_SECRET: 'hush', PARLEY_ROLE: 'y' })
    expect(read).toThrow(/PORT.*PARLEY_ROLE|PARLEY_ROLE.*PORT/s)
    expect(read).not.toThrow(/hush/)
  })
})
