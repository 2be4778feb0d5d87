import { Fault } from '../platform/fault.ts'
import { buttonOf, settleClick } from './button.ts'
import type { Call, Result } from './call.ts'
import { consume } from './confirm.ts'
import { invoke } from './invoke.ts'
import type { Waist } from './waist.ts'

/** Who clicked, and through which door. */
export type Click = Pick<Call, 'credential' | 'door' | 'address' | 'userAgent'> & { token: string }

/** What a click did: the stored call ran, or the confirmation was consumed by it. */
export type Pressed = { tool: string; conversation: string | undefined; result: Result }

/** A click is a call by the clicker, with the stored arguments. Single use, unless it only reads. */
export async function press(waist: Waist, { token, ...clicker }: Click): Promise<Pressed> {
  const id = buttonOf(waist.secret, token)
  const button = id ? await waist.db.reads.button.findUnique({ where: { id } }) : null
  if (!button)
    return { tool: 'unknown', conversation: undefined, result: await unknownButton(waist, clicker) }
  const confirmation = button.confirmationId
    ? await waist.db.reads.confirmation.findUnique({ where: { id: button.confirmationId } })
    : null
  const effect = waist.tools.get(button.tool)?.effect
  const conversation = button.conversationId ?? undefined
  const call: Call = {
    ...clicker,
    tool: button.tool,
    input: confirmation ? confirmation.input : button.input,
    initiator: 'person',
    ...(conversation ? { conversation } : {}),
    ...(confirmation?.tainted ? { tainted: true } : {}),
  }
  const result = await invoke(waist, call, {
    confirmed: true,
    ...(confirmation ? { confirmationId: confirmation.id } : {}),
    settle: async (transaction, actor) => {
      const now = waist.clock.now()
      await settleClick(transaction, { button: button.id, now, once: effect !== 'read' }, actor)
      if (confirmation) await consume(transaction, { id: confirmation.id, now }, actor)
    },
  })
  return { tool: button.tool, conversation, result }
}

/** A token that is not ours is recorded like a call of an unknown tool. */
async function unknownButton(waist: Waist, clicker: Omit<Click, 'token'>): Promise<Result> {
  const result = await invoke(waist, { ...clicker, tool: 'press', input: {}, initiator: 'person' })
  if (result.outcome === 'done' || result.outcome === 'pending' || result.fault.code === 'unauthenticated')
    return result
  const fault = new Fault(
    'expired',
    'This button no longer works. Nothing has happened; please ask for a fresh card.',
  )
  return { ...result, outcome: 'refused', fault }
}
