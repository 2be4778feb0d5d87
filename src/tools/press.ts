import { Fault } from '../platform/fault.ts'
import { buttonOf, settleClick } from './button.ts'
import type { Call, Result } from './call.ts'
import { consume } from './confirm.ts'
import { inputFrom } from './form-fields.ts'
import { invoke } from './invoke.ts'
import { digest } from './trace.ts'
import type { Waist } from './waist.ts'

/** Who clicked, and through which door. */
export type Click = Pick<Call, 'credential' | 'door' | 'address' | 'userAgent'> & {
  token: string
  /** What was filled in on the form of the button. */
  fields?: Readonly<Record<string, string>>
  /** The posted message that the click came from, where the platform names its messages. */
  message?: string
}

/** What a click did: the stored call ran, or the confirmation was consumed by it. */
export type Pressed = {
  tool: string
  conversation: string | undefined
  result: Result
  /** True when outsiders' text was in view of the mind that asked for what was confirmed, or is in the output. */
  tainted: boolean
}

/** A click is a call by the clicker, with the stored arguments. Single use, unless it only reads. */
export async function press(waist: Waist, { token, fields, message, ...clicker }: Click): Promise<Pressed> {
  const stored = await storedCall(waist, token)
  if (!stored) {
    const result = await unknownButton(waist, clicker)
    return { tool: 'unknown', conversation: undefined, result, tainted: false }
  }
  const { button, confirmation } = stored
  const tool = confirmation?.tool ?? button.tool
  const known = waist.tools.get(tool)
  const filled = known && fields ? inputFrom(known, button.asks, fields) : {}
  const conversation = button.conversationId ?? undefined
  const call: Call = {
    ...clicker,
    tool,
    input: confirmation ? confirmation.input : { ...(button.input as object), ...filled },
    initiator: 'person',
    ...(conversation ? { conversation } : {}),
    ...(confirmation?.tainted ? { tainted: true } : {}),
  }
  const result = await invoke(waist, call, {
    confirmed: true,
    ...(confirmation ? { confirmationId: confirmation.id } : {}),
    settle: async (transaction, actor) => {
      const now = waist.clock.now()
      const once = known?.effect !== 'read'
      await settleClick(transaction, { button: button.id, now, once, message }, actor)
      if (!confirmation) return
      if (confirmation.argsDigest !== digest(waist, confirmation.input)) throw altered()
      await consume(transaction, { id: confirmation.id, now }, actor)
    },
  })
  const tainted = confirmation?.tainted === true || (result.outcome === 'done' && result.tainted)
  return { tool, conversation, result, tainted }
}

/** The button of a token and the confirmation that it consumes; undefined when either is not there any more. */
async function storedCall({ db, secret }: Waist, token: string) {
  const id = buttonOf(secret, token)
  const button = id ? await db.reads.button.findUnique({ where: { id } }) : null
  if (!button) return undefined
  if (!button.confirmationId) return { button, confirmation: undefined }
  const confirmation = await db.reads.confirmation.findUnique({ where: { id: button.confirmationId } })
  return confirmation ? { button, confirmation } : undefined
}

/** A token that is not ours, or of a card long gone, is recorded like a call of an unknown tool. */
async function unknownButton(
  waist: Waist,
  clicker: Omit<Click, 'token' | 'fields' | 'message'>,
): Promise<Result> {
  const result = await invoke(waist, { ...clicker, tool: 'press', input: {}, initiator: 'person' })
  if (result.outcome === 'done' || result.outcome === 'pending' || result.fault.code === 'unauthenticated')
    return result
  const fault = new Fault(
    'expired',
    'This button no longer works. This click changed nothing; please ask for a fresh card.',
  )
  return { ...result, outcome: 'refused', fault }
}

/** Stored arguments that are no longer those that were shown: nobody has agreed to them. */
function altered(): Fault {
  return new Fault(
    'expired',
    'What was to be confirmed is not what was asked. Nothing has happened; please ask again.',
  )
}
