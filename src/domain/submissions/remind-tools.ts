import { z } from 'zod'
import { defineTool } from '../../tools/tool.ts'
import { remindOfWaiting } from './remind-service.ts'

/** The clock of the queue asks for this once a day. */
export const remindOfWaitingSubmissions = defineTool({
  name: 'remind_of_waiting_submissions',
  title: 'Remind reviewers of what waits',
  description:
    'Reminds everybody for whose review submissions have waited longer than a day, each person at most once a day. ' +
    'Returns how many people were reminded.',
  examples: ['remind the reviewers', 'send reminders of waiting submissions', 'nudge whoever has to review'],
  permission: { resource: 'submission', action: 'remind' },
  effect: 'outward',
  audience: 'internal',
  input: z.strictObject({}),
  output: z.object({ reminded: z.int() }),
  targets: () => [],
  preview: async () => ({ facts: [] }),
  run: remindOfWaiting,
})
