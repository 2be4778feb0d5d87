import { v7 } from 'uuid'
import type { Clock } from './clock.ts'

/** Makes row ids: UUIDv7, so that they sort by the time of the clock that is given. */
export type NewId = () => string

export function idsFrom(clock: Clock): NewId {
  return () => v7({ msecs: clock.now().epochMilliseconds })
}
