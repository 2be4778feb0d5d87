import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { choiceOf, cursor, found, idOf, limit, pageOf, textOf } from '../../tools/fields.ts'
import { type CardContext, defineTool } from '../../tools/tool.ts'
import {
  answerHumanRequest as answerHumanRequestIn,
  getHumanRequest as getHumanRequestOf,
  listHumanRequests as listHumanRequestsOf,
} from './human-answer-service.ts'

const request = {
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string(), kind: z.string() }),
  status: z.string(),
  asked_at: z.iso.datetime(),
  answered_at: z.iso.datetime().optional(),
}

export const listHumanRequests = defineTool({
  name: 'list_human_requests',
  title: 'List requests for a human',
  description:
    'Lists who has asked to speak with a person: own candidates, the team, or everybody for admins; the longest waiting ' +
    'first. Returns who asked and when; with detail full also what it is about, in their own words.',
  examples: [
    'who is waiting for a human',
    'show open requests for a person',
    'list human requests with notes',
    'has anybody asked to talk to us?',
    'which human requests are answered',
  ],
  permission: { resource: 'human_request', action: 'read' },
  effect: 'read',
  input: z.strictObject({
    query: textOf('Name or e-mail of who asked.', 200, { kind: 'query', cues: ['from', 'of'] }).optional(),
    status: choiceOf(['waiting', 'answered', 'all'], 'Default: waiting; with a query, all.', {
      waiting: ['open', 'unanswered'],
      answered: ['done', 'settled'],
    }).optional(),
    detail: choiceOf(['concise', 'full'], 'full adds what it is about.', {
      full: ['with notes', 'in full', 'details'],
    }).default('concise'),
    limit,
    cursor,
  }),
  output: pageOf({ ...found, ...request, note: z.string().optional() }).extend({
    hint: z.string().optional().describe('What to try when nothing fits exactly.'),
  }),
  finds: 'human_request',
  lists: 'human_request',
  targets: () => [],
  run: listHumanRequestsOf,
  taints: ({ items }) => items.some(({ note, user }) => note !== undefined && user.kind !== 'internal'),
  card: ({ items, total, next_cursor, hint }, context) => {
    const more =
      next_cursor === undefined ? undefined : `These are ${items.length}; say “show more” for the next.`
    const text = [hint, more].filter((part) => part !== undefined).join(' ')
    const noted = items.some(({ note }) => note !== undefined)
    const [only] = items
    return {
      title:
        total === 0
          ? 'Nobody waits for a person'
          : total === 1
            ? '1 request for a person'
            : `${total} requests for a person`,
      ...(text === '' ? {} : { text }),
      table: {
        columns: ['Who', 'E-mail', 'Asked', 'Status', ...(noted ? ['About'] : [])],
        rows: items.map((item) => [
          item.user.name,
          item.user.email,
          sayWhen(item.asked_at, context),
          item.status,
          ...(noted ? [item.note ?? '–'] : []),
        ]),
      },
      buttons:
        only && items.length === 1 && only.status === 'waiting' && context.may('human_request', 'answer')
          ? [{ label: 'I have answered', tool: 'answer_human_request', input: { human_request: only.id } }]
          : [],
    }
  },
})

export const getHumanRequest = defineTool({
  name: 'get_human_request',
  title: 'Show a request for a human',
  description:
    'Shows one request to speak with a person whole: who asked and when, what it is about in their own words, and who ' +
    'has answered it. Whoever may settle it gets a button for that.',
  examples: [
    'show the request of carla nunes for a person',
    'what does sam whitfield want to talk about?',
    'open the human request of rita falk',
  ],
  permission: { resource: 'human_request', action: 'read' },
  effect: 'read',
  input: z.strictObject({ human_request: idOf('human_request', 'Whose request.') }),
  output: z.object({
    id: z.uuid(),
    label: z.string(),
    detail: z.string(),
    ...request,
    note: z.string().optional(),
    answered_by: z.object({ id: z.uuid(), name: z.string() }).optional(),
    may_answer: z.boolean(),
  }),
  targets: (input) => [{ type: 'human_request', id: input.human_request }],
  run: getHumanRequestOf,
  taints: ({ note, user }) => note !== undefined && user.kind !== 'internal',
  card: (output, context) => ({
    title: `${output.user.name} asks for a person`,
    text:
      output.answered_at === undefined
        ? 'Please get in touch, then say that you have.'
        : `${output.answered_by?.name ?? 'Somebody'} has answered, on ${sayWhen(output.answered_at, context)}.`,
    facts: [
      { label: 'E-mail', value: output.user.email },
      { label: 'Asked', value: sayWhen(output.asked_at, context) },
      ...(output.note === undefined ? [] : [{ label: 'About', value: output.note }]),
    ],
    buttons: output.may_answer
      ? [
          {
            label: 'I have answered',
            tool: 'answer_human_request',
            input: { human_request: output.id },
            style: 'primary',
          },
        ]
      : [],
  }),
})

export const answerHumanRequest = defineTool({
  name: 'answer_human_request',
  title: 'Settle a request for a human',
  description:
    "Marks somebody's request for a person as answered, after the caller has spoken with them. Sends nothing. Returns who " +
    'asked and when it was answered.',
  examples: [
    "i have answered carla's request",
    'mark the human request of sam whitfield as done',
    'i called rita falk back, settle her request',
  ],
  permission: { resource: 'human_request', action: 'answer' },
  effect: 'write',
  input: z.strictObject({ human_request: idOf('human_request', 'Whose request.') }),
  output: z.object({ id: z.uuid(), label: z.string(), detail: z.string(), ...request }),
  targets: (input) => [{ type: 'human_request', id: input.human_request }],
  run: answerHumanRequestIn,
  card: (output, context) => ({
    title: `Settled the request of ${output.user.name}`,
    text: `They asked on ${sayWhen(output.asked_at, context)}.`,
  }),
})

function sayWhen(instant: string, { timeZone }: CardContext): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}
