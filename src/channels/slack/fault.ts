import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { Fault, type FaultCode, toFault } from '../../platform/fault.ts'

/**
 * What Slack's client threw, as a Fault: `limited` and `unavailable` are worth another try, the others are not. A place
 * that takes no more messages is `not_found` on `place`, a message that is gone `not_found` on `message`.
 */
export function slackFault(error: unknown): Fault {
  if (error instanceof Fault) return error
  if (error instanceof WebAPIRateLimitedError) return limited(error.retryAfter, error)
  if (error instanceof WebAPIPlatformError) return platformFault(error)
  if (error instanceof WebAPIHTTPError && error.statusCode < 500)
    return new Fault('refused', 'Slack did not accept that.', { internal: error.message, cause: error })
  if (error instanceof WebAPIHTTPError || error instanceof WebAPIRequestError) return unavailable(error)
  // A 429 without a usable Retry-After comes as a bare Error.
  if (error instanceof Error && error.message.startsWith('Retry header')) return limited(30, error)
  // A mistake of ours stays one however long it is tried.
  if (error instanceof TypeError || error instanceof RangeError) return toFault(error)
  return unavailable(error)
}

/** Runs a call of Slack's client; what it throws comes out as a Fault. */
export async function askSlack<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw slackFault(error)
  }
}

/** The code that Slack's refusal carried, such as message_not_found; undefined for every other error. */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof WebAPIPlatformError) return error.data.error
  return error instanceof Fault && error.cause !== undefined ? refusalOf(error.cause) : undefined
}

type Meaning = { code: FaultCode; words: string; field?: string }

const placeGone: Meaning = {
  code: 'not_found',
  field: 'place',
  words: 'That place in Slack takes no more messages.',
}
const messageGone: Meaning = {
  code: 'not_found',
  field: 'message',
  words: 'That message is not there any more.',
}
const tokenGone: Meaning = {
  code: 'not_found',
  field: 'place',
  words: 'Parley is not installed in that Slack workspace any more.',
}
const busy: Meaning = { code: 'unavailable', words: 'Slack cannot be reached just now. Please try again.' }
const late: Meaning = { code: 'expired', words: 'That took too long for Slack. Please click again.' }
const scope: Meaning = {
  code: 'refused',
  words: 'Parley lacks a permission in Slack. Please ask whoever installed it to install it again.',
}

const meanings: Readonly<Record<string, Meaning>> = {
  ...sharing(placeGone, [
    'channel_not_found',
    'channel_is_archived',
    'is_archived',
    'not_in_channel',
    'user_not_found',
    'users_not_found',
    'user_disabled',
    'user_not_visible',
    'user_is_bot',
    'cannot_dm_bot',
    'messages_tab_disabled',
    'restricted_action',
    'thread_not_found',
    'user_not_in_channel',
  ]),
  ...sharing(messageGone, ['message_not_found', 'cant_update_message', 'edit_window_closed']),
  ...sharing(tokenGone, [
    'account_inactive',
    'invalid_auth',
    'not_authed',
    'team_access_not_granted',
    'token_expired',
    'token_revoked',
  ]),
  ...sharing(busy, [
    'fatal_error',
    'internal_error',
    'request_timeout',
    'service_unavailable',
    'team_added_to_org',
  ]),
  ...sharing(late, ['expired_trigger_id', 'invalid_trigger_id', 'trigger_exchanged', 'trigger_expired']),
  ...sharing(scope, ['missing_scope', 'no_permission', 'not_allowed_token_type']),
}

function sharing(meaning: Meaning, codes: readonly string[]): Record<string, Meaning> {
  return Object.fromEntries(codes.map((code) => [code, meaning]))
}

function platformFault(error: WebAPIPlatformError): Fault {
  const { error: code } = error.data
  if (code === 'ratelimited' || code === 'rate_limited' || code === 'message_limit_exceeded')
    return limited(30, error)
  const meaning = meanings[code] ?? { code: 'refused', words: 'Slack did not accept that.' }
  return new Fault(meaning.code, meaning.words, {
    internal: `Slack answered ${code}`,
    cause: error,
    ...(meaning.field ? { field: meaning.field } : {}),
  })
}

function limited(seconds: number, cause: unknown): Fault {
  return new Fault('limited', 'Slack asks us to slow down. Please try again in a moment.', {
    retryAfterSeconds: Math.max(1, Math.ceil(seconds)),
    cause,
  })
}

function unavailable(cause: unknown): Fault {
  const internal = cause instanceof Error ? cause.message : String(cause)
  return new Fault('unavailable', busy.words, { internal, cause })
}
