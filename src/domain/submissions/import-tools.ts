import { z } from 'zod'
import { idOf, rateOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { importSubmission as takeOver } from './import-service.ts'

/** Submissions that were made before this installation, or in another system. */
export const importSubmission = defineTool({
  name: 'import_submission',
  title: 'Import a submission',
  description:
    'Takes over a submission that was made elsewhere, with who made it, when, and what became of it. Tells nobody. Returns its id.',
  examples: [
    'import this submission',
    'take over the submissions of the old system',
    'load past submissions',
  ],
  permission: { resource: 'submission', action: 'import' },
  effect: 'write',
  audience: 'internal',
  input: z.strictObject({
    candidate: idOf('candidate', 'Who was put forward.'),
    job: idOf('job', 'For which opening.'),
    note: textOf('What was said for them.', 4_000).optional(),
    pay_rate: rateOf('What they would be paid.').optional(),
    bill_rate: rateOf('What the client would pay.').optional(),
    submitted_by: idOf('user', 'Who put them forward.'),
    submitted_at: z.iso.datetime().describe('When, UTC.').meta({ kind: 'date' }),
    review: z
      .strictObject({
        status: z.enum(['approved', 'declined']),
        by: z.uuid(),
        at: z.iso.datetime(),
        reason: z.string().trim().min(1).max(2_000).optional(),
      })
      .optional()
      .describe('What became of it.')
      .meta({ kind: 'text', sensitive: true }),
  }),
  output: z.object({ id: z.uuid() }),
  targets: (input) => [
    { type: 'candidate', id: input.candidate },
    { type: 'job', id: input.job },
  ],
  run: takeOver,
})
