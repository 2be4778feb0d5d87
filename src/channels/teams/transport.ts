import { z } from 'zod'
import { systemClock } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import { refusalOf, TeamsFault } from './fault.ts'
import { isTrustedService, type TeamsSettings } from './settings.ts'

/** What of a request of botbuilder's clients goes over the wire. */
export type Outgoing = {
  url: string
  method: string
  body?: unknown
  headers: { toJson(): Record<string, string> }
}

/** Milliseconds for one request; the service itself gives up sooner. */
const patienceMs = 15_000
/** The longest wait for which the service may ask while somebody waits here; longer ones are for the queue. */
const mostWaitSeconds = 3

/**
 * Carries the requests of botbuilder's clients. It gives them the bot's token, which goes to services of Teams alone and
 * follows no redirect, and a limit of time, and turns refusals into Faults before the vendor's own layers can wait or
 * repeat. A short wait that the service asks for is waited once. Faults: those of TeamsFault, unavailable.
 */
export function createTransport(settings: TeamsSettings) {
  const token = createBotToken(settings)
  const once = async (request: Outgoing, fresh: boolean): Promise<string> => {
    const answer = await send(request, settings.local ? undefined : await token(fresh))
    if (answer.ok) return answer.text
    throw new TeamsFault(refusalOf(answer.status, answer.text, answer.retryAfter))
  }
  return async (request: Outgoing): Promise<string> => {
    if (!isTrustedService(settings, request.url))
      throw new Fault('refused', 'This is not a service of Teams.', { internal: new URL(request.url).host })
    try {
      return await once(request, false)
    } catch (error) {
      if (!(error instanceof TeamsFault)) throw error
      const { status, retryAfterSeconds = mostWaitSeconds + 1 } = error.refusal
      if (status === 401 && !settings.local) return once(request, true)
      if (error.code !== 'limited' || retryAfterSeconds > mostWaitSeconds) throw error
      await new Promise((resolve) => setTimeout(resolve, retryAfterSeconds * 1000))
      return once(request, false)
    }
  }
}

async function send({ url, method, body, headers }: Outgoing, token: string | undefined) {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers.toJson(), ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(typeof body === 'string' ? { body } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    const { ok, status } = response
    return { ok, status, text: await response.text(), retryAfter: response.headers.get('retry-after') }
  } catch (error) {
    throw new Fault('unavailable', 'Teams does not answer at the moment. Please try again later.', {
      internal: `${method} ${new URL(url).host}`,
      cause: error,
    })
  }
}

const grantSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() })
/** Seconds before its end from which on a token is not used any more. */
const marginSeconds = 300

/** The bot's own token, for its password: kept until shortly before it ends. */
function createBotToken(settings: TeamsSettings): (fresh: boolean) => Promise<string> {
  let held: { token: string; until: number } | undefined
  let asking: Promise<string> | undefined
  const ask = async () => {
    const { access_token, expires_in } = await grant(settings)
    const seconds = Math.max(expires_in - marginSeconds, expires_in / 2)
    held = { token: access_token, until: systemClock.now().epochMilliseconds + seconds * 1000 }
    return access_token
  }
  return async (fresh) => {
    if (!fresh && held && held.until > systemClock.now().epochMilliseconds) return held.token
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }
}

async function grant({ tokenUrl, appId, appPassword }: TeamsSettings) {
  try {
    const response = await fetch(tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: appId,
        client_secret: appPassword,
        scope: 'https://api.botframework.com/.default',
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    if (!response.ok) throw new Error(`${response.status} from ${new URL(tokenUrl).host}`)
    return grantSchema.parse(await response.json())
  } catch (error) {
    throw new Fault('unavailable', 'Teams cannot be reached with our credentials at the moment.', {
      internal: 'the token of the bot',
      cause: error,
    })
  }
}
