import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { z } from 'zod'
import { systemClock } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { TeamsSettings } from './settings.ts'

/** What a good token proves: that Teams sent the request, through this service. */
export type Proof = { serviceUrl: string }

const headSchema = z.object({ alg: z.literal('RS256'), kid: z.string() })
const claimsSchema = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  serviceurl: z.string().min(1),
})
const keysSchema = z.object({
  keys: z.array(
    z.object({ kid: z.string(), kty: z.string(), endorsements: z.array(z.string()).default([]) }).loose(),
  ),
})

/** Seconds by which the clocks of two machines may differ. */
const toleranceSeconds = 5 * 60

/**
 * Checks the token of a request: well-formed, signed with RS256 under a key of the issuer that is endorsed for Teams,
 * from that issuer, for this bot, in time. botbuilder checks again, but it answers a forged signature with an error of
 * its own and prints the key, so nothing reaches it that does not stand here. Faults: unauthenticated; unavailable when
 * the issuer's keys cannot be had.
 */
export function createTokenCheck(settings: TeamsSettings): (header: string | undefined) => Promise<Proof> {
  const keys = createKeys(settings)
  return async (header) => {
    const token = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(header ?? '')
    const [, head = '', body = '', signature = ''] = token ?? []
    const { kid } = parsed(headSchema, head)
    const claims = parsed(claimsSchema, body)
    if (claims.iss !== settings.tokenIssuer) throw refused('issuer')
    if (claims.aud !== settings.appId) throw refused('audience')
    const now = systemClock.now().epochMilliseconds / 1000
    if (claims.exp + toleranceSeconds <= now) throw refused('expired')
    if (claims.nbf !== undefined && claims.nbf - toleranceSeconds > now) throw refused('not yet valid')
    const key = await keys(kid)
    if (!key) throw refused('key')
    const stands = verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      key,
      Buffer.from(signature, 'base64url'),
    )
    if (!stands) throw refused('signature')
    return { serviceUrl: claims.serviceurl }
  }
}

/** A request that proves nothing; why is for the log alone. */
export function refused(why: string): Fault {
  return new Fault('unauthenticated', 'This request does not come from Teams.', { internal: `token: ${why}` })
}

function parsed<T>(schema: z.ZodType<T>, part: string): T {
  try {
    return schema.parse(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')))
  } catch (error) {
    throw new Fault('unauthenticated', 'This request does not come from Teams.', {
      internal: 'token: malformed',
      cause: error,
    })
  }
}

const freshHours = 24
/** Minutes between two looks for a key that is not known, so that invented ids do not make us ask each time. */
const askMinutes = 5

/** The keys of the issuer that are endorsed for Teams, by their ids. */
function createKeys({ openIdMetadata }: TeamsSettings): (kid: string) => Promise<KeyObject | undefined> {
  let known = new Map<string, KeyObject>()
  let askedAt: number | undefined
  let asking: Promise<void> | undefined
  const ask = async () => {
    known = await endorsedKeys(openIdMetadata)
    askedAt = systemClock.now().epochMilliseconds
  }
  return async (kid) => {
    const minutes =
      askedAt === undefined ? undefined : (systemClock.now().epochMilliseconds - askedAt) / 60_000
    const patience = known.has(kid) ? freshHours * 60 : askMinutes
    if (minutes === undefined || minutes > patience) {
      asking ??= ask().finally(() => {
        asking = undefined
      })
      await asking
    }
    return known.get(kid)
  }
}

async function endorsedKeys(openIdMetadata: string): Promise<Map<string, KeyObject>> {
  try {
    const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await getJson(openIdMetadata))
    const { keys } = keysSchema.parse(await getJson(jwks_uri))
    const endorsed = keys.filter(({ kty, endorsements }) => kty === 'RSA' && endorsements.includes('msteams'))
    return new Map(endorsed.map((jwk) => [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })]))
  } catch (error) {
    throw new Fault('unavailable', 'Whether this request comes from Teams cannot be told now.', {
      internal: 'the keys of the issuer',
      cause: error,
    })
  }
}

async function getJson(url: string): Promise<unknown> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(10_000) })
  if (!response.ok) throw new Error(`${response.status} from ${new URL(url).host}`)
  return response.json()
}
