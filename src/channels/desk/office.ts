import { type Copies, createCopies } from './copies.ts'
import { createIdentities, type Identities } from './identity.ts'
import { createInbox, type Inbox } from './inbox.ts'
import type { DeskParts } from './parts.ts'
import { createReferences, type References } from './references.ts'
import { createThreads, type Threads } from './threads.ts'

/** What the parts of the desk work with. */
export type Office = DeskParts & {
  inbox: Inbox
  threads: Threads
  references: References
  copies: Copies
  identities: Identities
}

export function openOffice(parts: DeskParts): Office {
  const { waist } = parts
  return {
    ...parts,
    inbox: createInbox(waist),
    threads: createThreads(waist),
    references: createReferences(waist),
    copies: createCopies(waist),
    identities: createIdentities(parts),
  }
}
