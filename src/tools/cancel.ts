import { z } from 'zod'
import { toDate } from '../platform/clock.ts'
import { Fault } from '../platform/fault.ts'
import { idOf } from './fields.ts'
import { defineTool } from './tool.ts'

/** The waist's own tool: whoever asked for a confirmation may drop it. */
export const cancelConfirmation = defineTool({
  name: 'cancel_confirmation',
  title: 'Cancel what waits for confirmation',
  description:
    'Drops a call that waits for confirmation, so that it can no longer happen. Returns its id and tool.',
  examples: ['cancel that confirmation', "don't do it after all", 'drop the pending confirmation'],
  permission: { resource: 'confirmation', action: 'cancel' },
  effect: 'write',
  public: true,
  input: z.strictObject({ confirmation: idOf('confirmation', 'The confirmation that waits.') }),
  output: z.object({ id: z.uuid(), tool: z.string() }),
  targets: ({ confirmation }) => [{ type: 'confirmation', id: confirmation }],
  run: async ({ tx, actor, now }, { confirmation }) => {
    const { count } = await tx.confirmation.updateMany({
      where: { id: confirmation, userId: actor.id, status: 'pending' },
      data: { status: 'cancelled', settledAt: toDate(now) },
    })
    const row = await tx.confirmation.findFirst({ where: { id: confirmation, userId: actor.id } })
    if (!row) throw new Fault('not_found', "I can't find that confirmation, or it isn't yours.")
    if (count === 0)
      throw new Fault('expired', `This was ${row.status} already. There is nothing left to cancel.`)
    return { id: row.id, tool: row.tool }
  },
  card: () => ({ title: 'Cancelled', text: 'Nothing has happened.' }),
})
