import { z } from 'zod'
import { idOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { getSubmission as get } from './get-service.ts'
import { oneSubmission } from './shapes.ts'
import { submissionCard } from './submission-card.ts'

export const getSubmission = defineTool({
  name: 'get_submission',
  title: 'Show a submission',
  description:
    'Shows one submission whole: candidate, opening, rates, note, who put them forward and when, and once it is decided by whom, how and why. ' +
    'Use it before deciding, or to see what became of it. A reviewer gets buttons to approve or decline.',
  examples: [
    'show me the submission of nora haddad',
    'open the submission of Marcus Ellery for Site Reliability Engineer',
    'details of the first submission',
    'who declined the submission of Lena Großmann and why?',
  ],
  permission: { resource: 'submission', action: 'read' },
  effect: 'read',
  input: z.strictObject({ submission: idOf('submission', 'Which submission.') }),
  output: oneSubmission,
  targets: (input) => [{ type: 'submission', id: input.submission }],
  run: get,
  card: submissionCard,
  taints: (output) => output.tainted,
})
