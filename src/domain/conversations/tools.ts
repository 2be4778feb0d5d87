import { z } from 'zod'
import { personas } from '../../access/actor.ts'
import { periods, periodWords } from '../../platform/period.ts'
import { choiceOf, cursor, dayOf, idOf, limit } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import {
  archivedCard,
  conversationsCard,
  hitsCard,
  messagesCard,
  promptsCard,
  statisticsCard,
  summaryCard,
} from './cards.ts'
import { suggestedPrompts } from './prompts-service.ts'
import * as reading from './read-service.ts'
import {
  conversation,
  conversationPage,
  hitPage,
  messagePage,
  prompts,
  statistics,
  summary,
} from './shapes.ts'
import { conversationStatistics } from './statistics-service.ts'
import { summarizeConversation as summarize } from './summary-service.ts'
import { updateConversation } from './thread-service.ts'

const query = (description: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe(description)
    .meta({ kind: 'query', sensitive: true, cues: ['about', 'for', 'where'] })

export const listConversations = defineTool({
  name: 'list_conversations',
  title: 'List my conversations',
  description:
    "Lists the caller's own conversations with Parley, the latest first. Use it to find one again by its title. " +
    'Returns title, persona, status and when something was last said.',
  examples: [
    'show my conversations',
    'list my past chats',
    'what did we talk about lately',
    'archived conversations',
  ],
  permission: { resource: 'conversation', action: 'read' },
  effect: 'read',
  finds: 'conversation',
  lists: 'conversation',
  input: z.strictObject({
    query: query('Words of the title.').optional(),
    status: choiceOf(['active', 'archived', 'all'], 'Which ones.', {
      archived: ['old', 'put away'],
      all: ['every', 'any'],
    }).default('active'),
    limit,
    cursor,
  }),
  output: conversationPage,
  targets: () => [],
  run: reading.listConversations,
  card: conversationsCard,
})

export const getConversation = defineTool({
  name: 'get_conversation',
  title: 'Read a conversation',
  description:
    "Reads one of the caller's own conversations: the latest page of messages in the order in which they were written; next_cursor leads to earlier ones. " +
    'Use it to look up what was said or done. Returns the conversation and its messages with their calls and cards.',
  examples: [
    'open the conversation about Nora Haddad',
    'read that chat again',
    'show the messages of my last conversation',
  ],
  permission: { resource: 'conversation', action: 'read' },
  effect: 'read',
  input: z.strictObject({ conversation: idOf('conversation', 'Which conversation.'), limit, cursor }),
  output: messagePage,
  targets: (input) => [{ type: 'conversation', id: input.conversation }],
  run: reading.getConversation,
  card: messagesCard,
  taints: (output) => output.items.some((item) => item.tainted),
})

export const searchConversations = defineTool({
  name: 'search_conversations',
  title: 'Search my conversations',
  description:
    "Finds words that were said in the caller's own conversations, by the caller or by Parley. Use it when the title is not known. " +
    'Returns for each conversation the message that fits best, with the place where the words stand.',
  examples: [
    'search my conversations for kubernetes',
    'where did I ask about Quayside Freight',
    'find the chat where we talked about rates',
  ],
  permission: { resource: 'conversation', action: 'read' },
  effect: 'read',
  lists: 'conversation',
  input: z.strictObject({ query: query('Words that were said.'), limit, cursor }),
  output: hitPage,
  targets: () => [],
  run: reading.searchConversations,
  card: hitsCard,
  taints: (output) => output.items.some((item) => item.tainted),
})

export const archiveConversation = defineTool({
  name: 'archive_conversation',
  title: 'Archive a conversation',
  description:
    "Puts one of the caller's own conversations away, out of the list. Nothing is lost, and a new message takes it up again. Returns the conversation.",
  examples: [
    'archive this conversation',
    'put the chat about the SRE role away',
    'archive my last conversation',
  ],
  permission: { resource: 'conversation', action: 'update' },
  effect: 'write',
  input: z.strictObject({ conversation: idOf('conversation', 'Which conversation.') }),
  output: conversation,
  targets: (input) => [{ type: 'conversation', id: input.conversation }],
  run: (context, input) => updateConversation(context, { ...input, status: 'archived' }),
  card: archivedCard,
})

export const summarizeConversation = defineTool({
  name: 'summarize_conversation',
  title: 'Summarize a conversation',
  description:
    "Says what one of the caller's own conversations was about, from its own words: what was asked, what came of it, and what is still open. " +
    'Use it to pick up a thread again. Returns the exchanges; no model is asked.',
  examples: [
    'summarize this conversation',
    'what was that chat about',
    'sum up my conversation about Marcus Ellery',
  ],
  permission: { resource: 'conversation', action: 'read' },
  effect: 'read',
  input: z.strictObject({ conversation: idOf('conversation', 'Which conversation.') }),
  output: summary,
  targets: (input) => [{ type: 'conversation', id: input.conversation }],
  run: summarize,
  card: summaryCard,
  taints: (output) => output.tainted,
})

export const getConversationStatistics = defineTool({
  name: 'get_conversation_statistics',
  title: 'Count conversations',
  description:
    "Counts conversations, messages, calls and tokens over a range of days (30 by default): the caller's own, or everybody's for whoever may read analytics. " +
    'Use it for how much Parley is used. Returns numbers, never words that were said.',
  examples: [
    'how many messages did I send this month',
    'conversation statistics',
    'how much is parley used by everyone',
    'tokens used last week',
  ],
  permission: { resource: 'conversation', action: 'read' },
  effect: 'read',
  input: z.strictObject({
    whose: choiceOf(['mine', 'everyone'], 'Whose conversations.', {
      mine: ['my', 'own', 'i'],
      everyone: ['everybody', 'overall', 'all of us', 'the team', 'company'],
    }).default('mine'),
    period: choiceOf(periods, 'Which days; the last thirty unless given.', periodWords).optional(),
    since: dayOf('First day; goes before the period.', ['since', 'from']).optional(),
    until: dayOf('Last day, included.', ['until', 'to']).optional(),
  }),
  output: statistics,
  targets: () => [],
  run: conversationStatistics,
  card: statisticsCard,
})

export const getSuggestedPrompts = defineTool({
  name: 'get_suggested_prompts',
  title: 'Suggest what to ask',
  description:
    'Suggests sentences to begin with, for the persona, the hour, what is open and what is on screen. Each can be answered under the rights of the caller. Returns sentences with what they give.',
  examples: ['what could I ask', 'suggest something', 'give me ideas what to ask you'],
  permission: { resource: 'conversation', action: 'read' },
  effect: 'read',
  input: z.strictObject({
    persona: choiceOf(personas, 'For which of the own personas.').optional(),
    page: choiceOf(
      ['chat', 'pipeline', 'candidate', 'job', 'activity', 'preferences'],
      'Which page is open.',
    ).optional(),
    candidate: idOf('candidate', 'The candidate who is on screen.').optional(),
    job: idOf('job', 'The opening that is on screen.').optional(),
  }),
  output: prompts,
  targets: ({ candidate, job }) => [
    ...(candidate === undefined ? [] : [{ type: 'candidate' as const, id: candidate }]),
    ...(job === undefined ? [] : [{ type: 'job' as const, id: job }]),
  ],
  run: suggestedPrompts,
  card: promptsCard,
})
