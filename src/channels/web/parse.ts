import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { personas } from '../../access/actor.ts'
import type { Credential } from '../../access/credential.ts'
import { addressOf, cookieOf } from '../../platform/web-request.ts'
import { textOf } from '../../tools/fields.ts'
import type { Click } from '../../tools/press.ts'
import { validate } from '../../tools/validate.ts'

/** Who asks, as far as the request can show. */
export function callerOf(request: IncomingMessage, cookie: string) {
  const token = cookieOf(request, cookie)
  const credential: Credential = token ? { kind: 'session', token } : { kind: 'none' }
  return {
    credential,
    door: 'web' as const,
    address: addressOf(request),
    userAgent: request.headers['user-agent'] ?? '',
  }
}

const message = z.strictObject({
  text: textOf('The message.', 100_000),
  conversation: z.uuid().optional(),
  persona: z.enum(personas).optional(),
})

// A message of nothing asks for help, so it is let through here and nowhere else.
const silence = message.extend({ text: z.string().regex(/^\s*$/) })

/** The words of a message from the page. Faults: invalid. */
export function parseMessage(body: unknown): z.output<typeof message> {
  return silence.safeParse(body).data ?? validate(message, body)
}

const clicked = z.strictObject({
  token: z.string().max(200),
  fields: z.record(z.string().max(60), z.string().max(100_000)).optional(),
})

/** The token of a clicked button, and what was filled in on its form. Faults: invalid. */
export function parseClick(body: unknown): Pick<Click, 'token' | 'fields'> {
  const { token, fields } = validate(clicked, body)
  return { token, ...(fields ? { fields } : {}) }
}

/** The last event that the reader has, from Last-Event-ID; -1 for none. */
export function lastEventOf(request: IncomingMessage): number {
  const id = String(request.headers['last-event-id'] ?? '')
  return /^\d{1,9}$/.test(id) ? Number(id) : -1
}
