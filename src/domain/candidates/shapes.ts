import { z } from 'zod'
import { rateUnits } from '../../platform/money.ts'
import { choiceOf } from '../../tools/fields.ts'
import { needs, type Status, statuses } from './stages.ts'

/** Somebody or something by id and name. */
export const named = z.object({ id: z.uuid(), name: z.string() })

/** An opening by id and title. */
export const titled = z.object({ id: z.uuid(), title: z.string() })

export const status = z.enum(statuses)

/** A rate as answers give it: minor units, ISO 4217 currency, per hour, day or year. */
export const rate = z.object({ amount: z.int(), currency: z.string(), unit: z.enum(rateUnits) })

/** The legal next moves, each with the fields of change_status that it still needs. */
export const moves = z.array(z.object({ to: status, needs: z.array(z.enum(needs)) }))

/** What people say for each status. */
const statusWords: Record<Status, readonly string[]> = {
  new: ['fresh', 'unscreened'],
  screened: ['screen', 'screening'],
  interviewed: ['interview', 'interviewing'],
  technical_round: ['technical', 'tech round', 'technical interview', 'tech interview', 'tech'],
  hr_round: ['hr', 'hr interview', 'final round'],
  offered: ['offer', 'offer stage'],
  hired: ['hire', 'placed', 'signed'],
  rejected: ['reject', 'declined', 'turned down', 'rejection'],
  on_hold: ['hold', 'pause', 'paused', 'park', 'parked', 'on ice'],
}

/** A status as an input field. */
export function statusOf(description: string) {
  return choiceOf(statuses, description, statusWords)
}

/** The version that the asker has seen; with it, whoever comes second is told instead of overwriting. */
export const expectedVersion = z
  .int()
  .min(1)
  .optional()
  .describe('The version of the row that was looked at; when it has changed since, nothing happens.')
  .meta({ kind: 'number' })

/** Concise leaves out long texts; full shows them. */
export const detail = choiceOf(['concise', 'full'], 'concise leaves out résumé and notes; full shows them.', {
  full: ['resume', 'cv', 'résumé', 'notes', 'everything', 'in full', 'details'],
}).default('concise')

/** What to say when a list is empty or holds only similar rows. */
export const hint = { hint: z.string().optional() }
