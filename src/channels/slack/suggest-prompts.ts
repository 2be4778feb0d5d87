import { z } from 'zod'
import { invoke } from '../../tools/invoke.ts'
import { memberCallerOf } from './caller.ts'
import type { Listening } from './listening.ts'
import type { Opened } from './parse.ts'

/** Slack shows at most so many. */
const most = 4

const prompts = z.object({ items: z.array(z.object({ label: z.string() })) })

/** Offers sentences to begin with, as this person's roles and the hour suggest them. Who is not linked is offered none. */
export async function suggestPrompts(
  { waist, desk, rooms }: Pick<Listening, 'waist' | 'desk' | 'rooms'>,
  { person, tenant, channel }: Opened,
): Promise<void> {
  const caller = await memberCallerOf(desk, person)
  const result = await invoke(waist, { ...caller, tool: 'get_suggested_prompts', input: {} })
  if (result.outcome !== 'done') return
  const sentences = prompts.parse(result.output).items.slice(0, most)
  if (sentences.length === 0) return
  const place = { platform: 'slack', tenant, channel: channel ?? person.subject, scope: 'personal' } as const
  await rooms.in(place, ({ client, place }) =>
    client.assistant.threads.setSuggestedPrompts({
      channel_id: place.channel,
      title: 'You could begin with',
      prompts: sentences.map(({ label }) => ({ title: label, message: label })),
    }),
  )
}
