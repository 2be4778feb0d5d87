import { z } from 'zod'
import { personas } from '../../access/actor.ts'
import { choiceOf, idOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { ownConversation } from './service.ts'
import { conversation, statuses } from './shapes.ts'
import { storableJson } from './storable.ts'
import * as thread from './thread-service.ts'

const persona = choiceOf(personas, 'Which of the own personas.')

export const startConversation = defineTool({
  name: 'start_conversation',
  title: 'Start a conversation',
  description:
    'Begins a conversation of the caller. The same id a second time finds it again. Returns the conversation.',
  examples: ['start a conversation', 'new chat', 'begin a new thread'],
  permission: { resource: 'conversation', action: 'create' },
  effect: 'write',
  audience: 'internal',
  input: z.strictObject({
    id: z
      .uuid()
      .optional()
      .describe('An id of the caller’s choice, so that a repeat begins no second one.')
      .meta({ kind: 'conversation' }),
    persona: persona.optional(),
  }),
  output: conversation,
  targets: ({ id }) => (id === undefined ? [] : [{ type: 'conversation', id }]),
  run: thread.startConversation,
})

/** What a person may write at once; what Parley answers may be longer. */
const personText = textOf('A message.', 100_000)
const count = (description: string) =>
  z.int().min(0).default(0).describe(description).meta({ kind: 'number' })
const stored = (description: string) =>
  z.unknown().transform(storableJson).describe(description).meta({ kind: 'text', sensitive: true })
const storedList = (description: string) =>
  z
    .array(z.unknown().transform(storableJson))
    .max(500)
    .default([])
    .describe(description)
    .meta({ kind: 'text', sensitive: true })

export const addMessage = defineTool({
  name: 'add_message',
  title: 'Add a message',
  description:
    "Adds a message to one of the caller's own conversations: what the person wrote, or what Parley answered, with its calls and cards. " +
    'Returns its position, the conversation, and the last messages before it.',
  examples: ['add this message', 'store what was said', 'keep this answer'],
  permission: { resource: 'conversation', action: 'update' },
  effect: 'write',
  audience: 'internal',
  input: z
    .strictObject({
      conversation: idOf('conversation', 'Where it was said.'),
      author: choiceOf(['person', 'parley'], 'Who said it.'),
      id: z
        .uuid()
        .optional()
        .describe('An id of the caller’s choice, so that a repeat adds nothing.')
        .meta({ kind: 'message' }),
      answers: z.uuid().optional().describe('The message that this one answers.').meta({ kind: 'message' }),
      text: z
        .string()
        .max(400_000)
        .transform((text) => text.toWellFormed())
        .describe('What was said.')
        .meta({ kind: 'text', sensitive: true }),
      mode: choiceOf(['guided', 'claude'], 'Which mind answered.').optional(),
      calls: storedList('The calls that the answer made.'),
      cards: storedList('The cards that the answer shows, with the ids of their buttons.'),
      asks: stored('What the answer still needs.').optional(),
      state: stored('What guided mode remembers.').optional(),
      blocks: stored("The model's own turn.").optional(),
      tainted: z.boolean().default(false).describe('Texts of outsiders were in view.').meta({ kind: 'flag' }),
      input_tokens: count('Tokens read by a model.'),
      output_tokens: count('Tokens written by a model.'),
      processing_ms: z
        .int()
        .min(0)
        .optional()
        .describe('Milliseconds until the answer.')
        .meta({ kind: 'number' }),
    })
    .superRefine(({ author, text }, check) => {
      if (author !== 'person') return
      const parsed = personText.safeParse(text)
      const message = parsed.success ? undefined : (parsed.error.issues[0]?.message ?? 'is not valid')
      if (message)
        check.addIssue({
          code: 'custom',
          path: ['text'],
          message: /^[a-z]/.test(message) ? message : 'is empty',
        })
    }),
  output: z.object({
    id: z.uuid(),
    position: z.int(),
    conversation: z.object({
      id: z.uuid(),
      title: z.string(),
      persona: z.string(),
      status: z.enum(statuses),
    }),
    history: z.array(
      z.object({
        author: z.enum(['person', 'parley']),
        text: z.string(),
        tainted: z.boolean(),
        state: z.unknown(),
        blocks: z.unknown(),
      }),
    ),
    /** What was answered to it before, when this is a repeat. */
    answer: z
      .object({
        text: z.string(),
        mode: z.string(),
        calls: z.array(z.unknown()),
        cards: z.array(z.unknown()),
        asks: z.unknown(),
      })
      .optional(),
  }),
  targets: (input) => [{ type: 'conversation', id: input.conversation }],
  run: thread.addMessage,
})

export const updateConversation = defineTool({
  name: 'update_conversation',
  title: 'Change a conversation',
  description:
    "Renames one of the caller's own conversations, puts it away or takes it up again, or changes its persona. Returns the conversation.",
  examples: ['rename this conversation', 'take this conversation up again', 'call this chat SRE shortlist'],
  permission: { resource: 'conversation', action: 'update' },
  effect: 'write',
  audience: 'internal',
  input: z.strictObject({
    conversation: idOf('conversation', 'Which conversation.'),
    title: textOf('What it is called from now on.', 200).optional(),
    status: choiceOf(statuses, 'Whether it is put away.').optional(),
    persona: persona.optional(),
  }),
  output: conversation,
  targets: (input) => [{ type: 'conversation', id: input.conversation }],
  run: thread.updateConversation,
  card: (row) => ({ title: `“${row.title}” is ${row.status === 'active' ? 'open again' : 'archived'}` }),
})

export const rateAnswer = defineTool({
  name: 'rate_answer',
  title: 'Rate an answer',
  description:
    "Records what the caller thought of an answer in one of the caller's own conversations. Changes nothing but the record. " +
    'Returns the verdict.',
  examples: ['that answer was good', 'this was no help', 'rate the last answer'],
  permission: { resource: 'conversation', action: 'update' },
  effect: 'write',
  audience: 'internal',
  input: z.strictObject({
    conversation: idOf('conversation', 'Where it was answered.'),
    verdict: choiceOf(['good', 'bad'], 'What they thought of it.'),
  }),
  output: z.object({ verdict: z.enum(['good', 'bad']) }),
  targets: (input) => [{ type: 'conversation', id: input.conversation }],
  run: async (context, { conversation, verdict }) => {
    await ownConversation(context, conversation)
    return { verdict }
  },
})
