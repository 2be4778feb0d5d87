import { z } from 'zod'
import { periods, periodWords } from '../../platform/period.ts'
import { choiceOf, cursor, dayOf, idOf, limit } from '../../tools/fields.ts'
import { type AnyTool, defineTool } from '../../tools/tool.ts'
import { acknowledgedCard, activityCard } from './cards.ts'
import { acknowledgeNotice, myActivity, userActivity } from './service.ts'
import { activityPage } from './shapes.ts'

const filters = {
  kind: choiceOf(
    ['acts', 'changes', 'sign_ins', 'all'],
    'acts: what was done; all: also what pages and chat call by themselves.',
    {
      changes: ['changed', 'edits', 'moves'],
      sign_ins: ['logins', 'sign-ins', 'security'],
      all: ['everything', 'every call'],
    },
  ).default('acts'),
  outcome: choiceOf(['done', 'pending', 'denied', 'refused', 'failed'], 'Only with this outcome.').optional(),
  period: choiceOf(
    periods,
    'Which days, in the own zone; the last thirty unless given.',
    periodWords,
  ).optional(),
  since: dayOf('First day, in the own zone; goes before the period.', ['since', 'from']).optional(),
  until: dayOf('Last day, included.', ['until', 'to']).optional(),
  limit,
  cursor,
}

/** The tools that show what was done. They get the list of all tools by a thunk, for the titles. */
export function activityTools(list: () => readonly AnyTool[]) {
  return { getMyActivity: getMyActivityOf(list), getUserActivity: getUserActivityOf(list) }
}

function getMyActivityOf(list: () => readonly AnyTool[]) {
  return defineTool({
    name: 'get_my_activity',
    title: 'Show my activity',
    description:
      "Shows what was done in the caller's own name, the latest first, with counts by day and by tool, and who looked at it. " +
      'Use it for "what did I do". Returns acts with their outcome and door; no texts, pay or names are kept in this record.',
    examples: [
      'show my activity',
      'my recent actions',
      'what did i do today',
      'what did I change this week',
      'my activity since monday',
      'when did I last sign in',
    ],
    permission: { resource: 'activity', action: 'read' },
    effect: 'read',
    featured: ['recruiter', 'manager'],
    input: z.strictObject(filters),
    output: activityPage.extend({ seen_by: z.array(z.object({ name: z.string(), at: z.string() })) }),
    targets: () => [],
    run: (context, input) => myActivity(context, input, list()),
    card: (output, context) => activityCard({ ...output, whose: undefined }, context),
  })
}

function getUserActivityOf(list: () => readonly AnyTool[]) {
  return defineTool({
    name: 'get_user_activity',
    title: 'Show the activity of somebody',
    description:
      'Shows what a colleague did, the latest first, with counts by day and by tool. Looking is recorded too, and the colleague can see who looked. ' +
      'Use it to follow up what happened. Returns acts with their outcome and door.',
    examples: [
      'what did Sam do today',
      'show the activity of Aisha Karim this week',
      'activity of recruiter2@northwind.test',
      'what has Tom changed since monday',
    ],
    permission: { resource: 'activity', action: 'read' },
    effect: 'read',
    featured: ['admin'],
    input: z.strictObject({ user: idOf('user', 'Whose activity.'), ...filters }),
    output: activityPage,
    targets: (input) => [{ type: 'user', id: input.user }],
    run: (context, input) => userActivity(context, input, list()),
    card: (output, context) => activityCard({ ...output, whose: output.user.name }, context),
  })
}

export const acknowledgeActivityNotice = defineTool({
  name: 'acknowledge_activity_notice',
  title: 'Confirm the notice on records',
  description:
    'Notes that the caller has read what Parley records of their work. Use it once, when they say so. Returns the time.',
  examples: [
    'i have read the notice',
    'acknowledge the activity notice',
    'ok, I understand that my activity is recorded',
  ],
  permission: { resource: 'notice', action: 'acknowledge' },
  effect: 'write',
  public: true,
  input: z.strictObject({}),
  output: z.object({ acknowledged_at: z.string() }),
  targets: () => [],
  run: acknowledgeNotice,
  card: acknowledgedCard,
})
