import { z } from 'zod'
import { pageOf } from '../../tools/fields.ts'

const act = {
  id: z.uuid(),
  label: z.string(),
  detail: z.string(),
  at: z.string(),
  tool: z.string(),
  effect: z.string(),
  outcome: z.string(),
  fault: z.string().optional(),
  door: z.string(),
  initiator: z.string(),
  repeats: z.int(),
  target: z.object({ type: z.string(), id: z.uuid() }).optional(),
  conversation: z.uuid().optional(),
}

const count = { done: z.int(), not_done: z.int() }

export const activityPage = pageOf(act).extend({
  user: z.object({ id: z.uuid(), name: z.string() }),
  since: z.string(),
  until: z.string(),
  days: z.array(z.object({ day: z.string(), ...count })),
  tools: z.array(z.object({ tool: z.string(), label: z.string(), ...count })),
})
