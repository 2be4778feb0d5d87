import { z } from 'zod'
import { personas } from '../../access/actor.ts'
import { found, pageOf } from '../../tools/fields.ts'

export const statuses = ['active', 'archived'] as const

const conversationRow = {
  ...found,
  title: z.string(),
  persona: z.string(),
  status: z.enum(statuses),
  door: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
}

export const conversation = z.object(conversationRow)
export const conversationPage = pageOf(conversationRow)

const author = z.enum(['person', 'parley'])

export const messagePage = pageOf({
  id: z.uuid(),
  position: z.int(),
  author,
  text: z.string(),
  mode: z.string().optional().describe('Which mind answered.'),
  calls: z.unknown(),
  cards: z.unknown(),
  asks: z.unknown().optional(),
  tainted: z.boolean(),
  created_at: z.string(),
}).extend({ conversation })

export const hitPage = pageOf({
  ...found,
  conversation: z.uuid(),
  message: z.uuid(),
  position: z.int(),
  author,
  snippet: z.string(),
  tainted: z.boolean(),
  at: z.string(),
})

export const summary = z.object({
  conversation,
  messages: z.int(),
  began_at: z.string(),
  last_at: z.string(),
  exchanges: z.array(z.object({ asked: z.string(), answered: z.string(), tools: z.array(z.string()) })),
  left_out: z.int().describe('Earlier exchanges that are not shown.'),
  open: z.string().optional().describe('What Parley still needs to know.'),
  tainted: z.boolean(),
})

export const statistics = z.object({
  whose: z.enum(['mine', 'everyone']),
  since: z.string(),
  until: z.string(),
  conversations: z.int(),
  archived: z.int(),
  people: z.int(),
  messages: z.object({ from_people: z.int(), from_parley: z.int(), guided: z.int(), claude: z.int() }),
  tokens: z.object({ input: z.int(), output: z.int() }),
  median_ms: z.int().optional().describe('Half of the answers took no longer.'),
  tools: z.array(z.object({ tool: z.string(), done: z.int(), not_done: z.int() })),
})

export const prompts = z.object({
  persona: z.enum(personas),
  items: z.array(z.object({ label: z.string(), why: z.string() })),
})
