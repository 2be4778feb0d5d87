import { z } from 'zod'

/** The version that the caller saw, for doors that show a row and change it later. */
export const seenVersion = z
  .int()
  .min(1)
  .optional()
  .describe('version of the row that was seen; when it has changed since, nothing happens.')
  .meta({ kind: 'number' })
