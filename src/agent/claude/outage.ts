import { APIConnectionTimeoutError, APIError } from '@anthropic-ai/sdk'
import { ModelUnavailable, type UnavailableReason } from '../model-unavailable.ts'

const reasonByStatus: Readonly<Record<number, UnavailableReason>> = {
  401: 'key_refused',
  402: 'key_refused',
  403: 'key_refused',
  408: 'timeout',
  429: 'rate_limited',
  504: 'timeout',
}

const reasonByType: Readonly<Record<string, UnavailableReason>> = {
  authentication_error: 'key_refused',
  permission_error: 'key_refused',
  billing_error: 'key_refused',
  rate_limit_error: 'rate_limited',
  overloaded_error: 'overloaded',
  api_error: 'overloaded',
  timeout_error: 'timeout',
  invalid_request_error: 'request_refused',
  not_found_error: 'request_refused',
}

/**
 * Translates whatever the SDK or the connection threw. The service's own text stays out: it may quote the request,
 * and a person or a log has no use for it. The request id is enough to ask the vendor.
 */
export function outage(error: unknown): ModelUnavailable {
  if (error instanceof ModelUnavailable) return error
  if (error instanceof APIConnectionTimeoutError)
    return new ModelUnavailable('timeout', 'timed out', { cause: error })
  if (!(error instanceof APIError)) {
    return new ModelUnavailable('broken_stream', error instanceof Error ? error.name : 'unknown error', {
      cause: error,
    })
  }
  const facts = `status ${error.status ?? 'none'}, type ${error.type ?? 'none'}, request ${error.requestID ?? 'none'}`
  return new ModelUnavailable(reasonOf(error), facts, { retryAfterSeconds: retryAfter(error), cause: error })
}

function reasonOf(error: APIError): UnavailableReason {
  if (error.status === undefined) return reasonByType[error.type ?? ''] ?? 'broken_stream'
  return reasonByStatus[error.status] ?? (error.status >= 500 ? 'overloaded' : 'request_refused')
}

/** The retry-after header in seconds; a date, which this service does not send, counts as absent. */
function retryAfter(error: APIError): number | undefined {
  const seconds = Number.parseFloat(error.headers?.get('retry-after') ?? '')
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined
}
