import type { PostOffice } from './post-office.ts'
import type { State } from './state.ts'

/** What everything that people do works on. */
export type Stage = { state: State; office: PostOffice }
