import type { Posted, Shown } from './port.ts'

/** What an entry came to: where it was answered, with what, and what went wrong if something did. */
export type Settled = { posted?: Posted | undefined; shown?: Shown | undefined; fault?: string | undefined }
