import type { Temporal } from 'temporal-polyfill'
import { invoke } from '../tools/invoke.ts'
import type { Waist } from '../tools/waist.ts'

/** Calls of the recorded system actor at times of the past. */
export type Caller = {
  /** Makes one call; anything but done is an error, since the seed knows what it asks for. */
  call(tool: string, input: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>
  /** Moves the clock of all later calls. */
  goTo(instant: Temporal.Instant): void
}

/** Calls through a waist whose clock is moved from one event to the next. */
export function createCaller(waist: Waist, clock: { set(at: Temporal.Instant): void }): Caller {
  return {
    goTo: (instant) => clock.set(instant),
    call: async (tool, input) => {
      const result = await invoke(waist, {
        credential: { kind: 'system', purpose: 'seed' },
        door: 'system',
        initiator: 'system',
        tool,
        input,
      })
      if (result.outcome === 'done') return result.output as Record<string, unknown>
      const why =
        result.outcome === 'pending'
          ? 'it waits for a confirmation'
          : (result.fault.internal ?? result.fault.message)
      throw new Error(`The demo company could not be made: ${tool}: ${why}`)
    },
  }
}

/** The id that a call gave back. */
export function idOf(output: Readonly<Record<string, unknown>>): string {
  const { id } = output
  if (typeof id !== 'string') throw new Error('The demo company could not be made: a call gave back no id.')
  return id
}
