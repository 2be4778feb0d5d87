import { v7, validate } from 'uuid'
import type { Clock } from './clock.ts'

/** Makes row ids: UUIDv7, so that they sort by the time of the clock that is given, and by order within a millisecond. */
export type NewId = () => string

export function idsFrom(clock: Clock): NewId {
  let latest = -1
  let seq = 0
  return () => {
    const msecs = clock.now().epochMilliseconds
    seq = msecs === latest ? seq + 1 : 0
    latest = msecs
    return v7({ msecs, seq })
  }
}

/** True for a text that is a row's id, in any version of UUID. */
export function isId(text: string): boolean {
  return validate(text)
}
