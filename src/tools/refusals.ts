import type { Entry, Recorder } from '../activity/record.ts'

/** Records refusals; repeats of the same one within a minute become one row with a count, so that guessing cannot flood the log. */
export type Refusals = { record(entry: Entry): Promise<void>; flush(): Promise<void> }

const windowMs = 60_000
const freeRepeats = 20

export function createRefusals(recorder: Recorder): Refusals {
  const open = new Map<string, { first: number; seen: number; held: Entry | undefined }>()

  const close = async (key: string) => {
    const held = open.get(key)?.held
    open.delete(key)
    if (held) await recorder.add(held)
  }

  return {
    async record(entry) {
      const key = [entry.actorId ?? entry.address, entry.tool, entry.outcome, entry.fault].join(' ')
      const at = Date.parse(entry.at)
      const known = open.get(key)
      if (known && at - known.first >= windowMs) await close(key)
      const state = open.get(key) ?? { first: at, seen: 0, held: undefined }
      open.set(key, state)
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
