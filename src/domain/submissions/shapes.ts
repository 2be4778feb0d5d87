import { z } from 'zod'
import { rateUnits } from '../../platform/money.ts'
import { found, pageOf } from '../../tools/fields.ts'
import { statuses } from './submission-view.ts'

const named = z.object({ id: z.uuid(), name: z.string() })
const rate = z.object({ amount: z.int(), currency: z.string(), unit: z.enum(rateUnits) })

const submission = {
  ...found,
  version: z.int(),
  status: z.enum(statuses),
  candidate: named,
  job: z.object({ id: z.uuid(), title: z.string(), reference: z.string() }),
  team: named,
  submitted_by: named,
  submitted_at: z.string(),
  pay_rate: rate.optional(),
  bill_rate: rate.optional(),
  pay_fit: z
    .enum(['within', 'below', 'above'])
    .optional()
    .describe('Where the pay stands in the range of the opening.'),
  reviewed_by: named.optional(),
  reviewed_at: z.string().optional(),
  note: z.string().optional(),
  reason: z.string().optional(),
  tainted: z.boolean().describe('Texts of outsiders are among these.'),
}

export const submitted = z.object({
  ...submission,
  application: z.object({ id: z.uuid(), created: z.boolean() }),
  told: z.array(named).describe('Who was asked to review it.'),
})

export const reviewed = z.object({
  ...submission,
  application: z.object({ id: z.uuid(), status: z.string() }).optional(),
})

export const oneSubmission = z.object({
  ...submission,
  job_status: z.string(),
  may_decide: z.boolean().describe('True when the reader may approve or decline it now.'),
})

export const submissionPage = pageOf(submission).extend({
  waiting: z.int().describe('How many of them wait for review.'),
  hint: z.string().optional(),
})
