import type { Converse } from '../../agent/converse.ts'
import type { Waist } from '../../tools/waist.ts'

/** What the pages of this door need; main builds it once. */
export type WebDoor = {
  waist: Waist
  converse: Converse
  /** Name of the session's cookie. */
  cookie: string
  /** True when the public address is https. */
  secure: boolean
  demo: () => boolean
  demoPeople: readonly { email: string; label: string }[]
}
