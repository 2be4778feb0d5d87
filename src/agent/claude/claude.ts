import { setTimeout as pause } from 'node:timers/promises'
import Anthropic from '@anthropic-ai/sdk'
import { tokensUsed } from '../../domain/conversations/usage-service.ts'
import type { Config } from '../../platform/config.ts'
import type { Log } from '../../platform/log.ts'
import type { Waist } from '../../tools/waist.ts'
import type { Model } from '../minds.ts'
import { ask, type Wire } from './ask.ts'
import { type Budget, tokensLeft } from './budget.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { loop } from './loop.ts'
import { requests } from './requests.ts'

export type ClaudeDeps = {
  apiKey: string
  baseUrl?: string | undefined
  model: string
  log: Log
  /** Without one, people may use as many tokens as they like. */
  budget?: Budget | undefined
  limits?: Partial<Limits>
  sleep?: Wire['sleep']
}

/**
 * The mind that asks Claude over the Messages API. It holds nothing between turns: all that it knows of a conversation
 * comes with the turn, and the service keeps no thread. Throws ModelUnavailable when nothing was said and nothing
 * done, so that guided mode can take the turn; what was begun it ends itself and says so in the reply.
 */
export function claude(deps: ClaudeDeps): Model {
  const { log, model } = deps
  const limits = { ...defaultLimits, ...deps.limits }
  const wire: Wire = { client: clientFor(deps), limits, log, sleep: deps.sleep ?? pauseFor }
  return async (turn) => {
    const reply = await loop(turn, {
      requests: requests(turn, model, limits),
      limits,
      tokensLeft: await tokensLeft(deps.budget, turn),
      ask: (params, listener) => ask(wire, params, listener),
    })
    log.info({ mind: 'claude', model, tainted: reply.tainted, ...reply.usage }, 'turn answered')
    return reply
  }
}

/** The mind as the settings ask for it; undefined without a key, when guided mode answers alone. */
export function claudeFrom(
  config: Pick<Config, 'anthropicApiKey' | 'anthropicBaseUrl' | 'model' | 'dailyTokens'>,
  waist: Pick<Waist, 'db'>,
  log: Log,
): Model | undefined {
  if (!config.anthropicApiKey) return undefined
  return claude({
    apiKey: config.anthropicApiKey,
    baseUrl: config.anthropicBaseUrl,
    model: config.model,
    log,
    budget: {
      dailyTokens: config.dailyTokens,
      usage: (userId, day) => tokensUsed(waist.db.reads, userId, day),
    },
  })
}

/**
 * The SDK would otherwise take an address and a log level from the environment, write what it sends to the console,
 * trace contents, and retry on its own.
 */
function clientFor({ apiKey, baseUrl }: ClaudeDeps): Anthropic {
  return new Anthropic({
    apiKey,
    baseURL: baseUrl ?? 'https://api.anthropic.com',
    maxRetries: 0,
    logLevel: 'off',
    openTelemetry: false,
  })
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal })
}
