import { toFault } from '../../platform/fault.ts'

/** What the terminal prints when the program itself could not go on. */
export function faultWords(error: unknown): string {
  const fault = toFault(error)
  return fault.code === 'failed' && fault.internal ? `${fault.message}\n(${fault.internal})` : fault.message
}
