import type { Entry, Recorder } from '../activity/record.ts'
import type { Log } from '../platform/log.ts'

/** Records refusals; repeats of the same one within a minute become one row with a count, so that guessing cannot flood the log. */
export type Refusals = { record(entry: Entry): Promise<void>; flush(): Promise<void> }

const windowMs = 60_000
const freeRepeats = 20

/** The repeats of one refusal; they are written when their minute is over. */
type State = { first: number; seen: number; held: Entry | undefined; due: NodeJS.Timeout }

/** A kill of the process loses at most the count of the last minute's repeats; the first of each are always recorded. */
export function createRefusals(recorder: Recorder, log: Pick<Log, 'error'>): Refusals {
  const open = new Map<string, State>()

  const begin = (key: string, first: number): State => {
    const due = setTimeout(() => void close(key).catch(unwritten), windowMs).unref()
    const state: State = { first, seen: 0, held: undefined, due }
    open.set(key, state)
    return state
  }
  const unwritten = (error: unknown) => log.error({ err: error }, 'repeated refusals wait to be recorded')

  /** Writes what is held of one refusal. When that fails it stays held, for the next time. */
  const close = async (key: string) => {
    const state = open.get(key)
    open.delete(key)
    clearTimeout(state?.due)
    if (!state?.held) return
    try {
      await recorder.add(state.held)
    } catch (error) {
      const again = open.get(key) ?? begin(key, state.first)
      again.seen += state.seen
      again.held = { ...state.held, repeats: state.held.repeats + (again.held?.repeats ?? 0) }
      throw error
    }
  }

  return {
    async record(entry) {
      const key = [entry.actorId ?? entry.address, entry.tool, entry.outcome, entry.fault].join(' ')
      const at = Date.parse(entry.at)
      const known = open.get(key)
      if (known && at - known.first >= windowMs) await close(key)
      const state = open.get(key) ?? begin(key, at)
      state.seen += 1
      // What a person does by hand is recorded one by one; only a machine repeats a refusal so often.
      if (state.seen <= freeRepeats && entry.fault !== 'limited') return recorder.add(entry)
      if (state.seen === 1) return recorder.add(entry)
      state.held = { ...entry, repeats: (state.held?.repeats ?? 0) + 1 }
      if (open.size > 10_000) await Promise.all([...open.keys()].map(close))
    },
    flush: async () => {
      await Promise.all([...open.keys()].map(close))
    },
  }
}
