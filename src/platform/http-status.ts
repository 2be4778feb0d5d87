import type { FaultCode } from './fault.ts'

/** The HTTP status of each code, the same for pages, chat and programs. */
export const httpStatus: Readonly<Record<FaultCode, number>> = {
  unauthenticated: 401,
  denied: 403,
  not_found: 404,
  invalid: 400,
  refused: 422,
  conflict: 409,
  expired: 410,
  limited: 429,
  unavailable: 503,
  failed: 500,
}
