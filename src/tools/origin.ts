import type { Door } from '../access/actor.ts'
import type { Kind } from './fields.ts'

/** Who began a call: a person by a click, page or command · a mind · the resolver of guided mode · the program itself. */
export type Initiator = 'person' | 'mind' | 'resolver' | 'system'

/** Which mind asked, when one did. Guided mode is not steered by what it reads, so taint does not bind it. */
export type MindName = 'claude' | 'guided' | 'client'

/** A row that a call acts on: the record names it and a confirmation holds its version. */
export type Target = { type: Kind; id: string }

/** How a call came about. One that it puts off is no freer. */
export type Origin = {
  door: Door
  initiator: Initiator
  mind?: MindName
  /** True when text that outsiders wrote was in the context of the model that asks. */
  tainted?: boolean
  conversation?: string
  /** The confirmation that a person gave for it. */
  confirmationId?: string
}
