import type { Response } from 'express'
import { z } from 'zod'
import { databaseFault } from '../../db/fault.ts'
import { Fault, type FaultCode, toFault } from '../../platform/fault.ts'
import { httpStatus } from '../../platform/http-status.ts'

/** What the service refused, as it said it. */
export type Refusal = {
  status: number
  code: string
  message: string
  retryAfterSeconds: number | undefined
}

const bodySchema = z.object({
  error: z.object({ code: z.string().catch(''), message: z.string().catch('') }),
})

/** What stands in an answer that is not one of success. */
export function refusalOf(status: number, body: string, retryAfter: string | null): Refusal {
  const { code, message } = errorIn(body)
  const seconds = Number(retryAfter ?? Number.NaN)
  return { status, code, message, retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined }
}

function errorIn(body: string): { code: string; message: string } {
  try {
    return bodySchema.parse(JSON.parse(body)).error
  } catch {
    // A gateway in between answers with a page of its own: then the status says all there is to say.
    return { code: '', message: '' }
  }
}

/** The service refused; `refusal` tells those apart who act on it. */
export class TeamsFault extends Fault {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    const { status, code, message, retryAfterSeconds } = refusal
    const [kind, words, field] = kindOf(refusal)
    super(kind, words, {
      internal: `Teams answered ${status} ${code}: ${message}`,
      ...(field ? { field } : {}),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    })
    this.refusal = refusal
  }
}

const busy = new Set([412, 429])
const down = new Set([500, 502, 503, 504])
const closed = new Set([
  'BotNotInConversationRoster',
  'BotDisabledByAdmin',
  'MessageWritesBlocked',
  'ConversationNotFound',
])

function kindOf({ status, code }: Refusal): [FaultCode, string, string?] {
  if (busy.has(status)) return ['limited', 'Teams asks us to wait a little. Please try again in a moment.']
  if (down.has(status)) return ['unavailable', 'Teams does not answer at the moment. Please try again later.']
  if (closed.has(code) || (status === 403 && code !== 'ContentStreamNotAllowed'))
    return ['not_found', 'Nothing can be written there any more.', 'place']
  if (status === 404)
    return [
      'not_found',
      'This is not there any more.',
      code === 'ActivityNotFoundInConversation' ? 'message' : 'place',
    ]
  if (status === 413) return ['refused', 'This is too long for one message of Teams.']
  if (status === 401) return ['unavailable', 'Teams does not accept our credentials at the moment.']
  return ['refused', 'Teams did not take this.']
}

/**
 * Why a stream takes nothing any more: the person pressed Stop, its time was over, it was ended before (and the answer to
 * that was lost), or another reason, such as a place without streams.
 */
export function endOfStream(error: unknown): 'stopped' | 'late' | 'closed' | 'refused' {
  if (!(error instanceof TeamsFault) || error.refusal.code !== 'ContentStreamNotAllowed') return 'refused'
  const { message } = error.refusal
  if (/cancell?ed by (the )?user/i.test(message)) return 'stopped'
  if (/already completed/i.test(message)) return 'closed'
  return /exceeded streaming time/i.test(message) ? 'late' : 'refused'
}

/** True when the message that was asked for is not there any more. */
export function isGone(error: unknown): boolean {
  return error instanceof TeamsFault && error.refusal.code === 'ActivityNotFoundInConversation'
}

/** Tells the caller of the endpoint, which is a program, that something did not work. */
export function sendFault(response: Response, error: unknown): void {
  const fault = databaseFault(error) ?? toFault(error)
  response.status(httpStatus[fault.code]).json({ error: { code: fault.code, message: fault.message } })
}
