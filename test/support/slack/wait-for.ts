import { setTimeout as pause } from 'node:timers/promises'

export type Patience = { withinMs?: number; everyMs?: number }

type Look<T> = () => T | Nothing | Promise<T | Nothing>
type Nothing = undefined | null | false

/** Asks again and again until there is an answer, and gives it; fails with what was waited for. */
export async function waitFor<T>(
  look: Look<T>,
  what: string,
  { withinMs = 10_000, everyMs = 10 }: Patience = {},
): Promise<T> {
  const end = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined && found !== false && found !== null) return found
    if (performance.now() > end) throw new Error(`Waited ${withinMs} ms in vain for ${what}.`)
    await pause(everyMs)
  }
}
