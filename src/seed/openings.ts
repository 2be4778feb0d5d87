import { dataOpenings } from './data-openings.ts'
import type { SeedOpening } from './opening.ts'
import { platformOpenings } from './platform-openings.ts'

/** The fourteen openings of the demo company. */
export const openings: readonly SeedOpening[] = [...platformOpenings, ...dataOpenings]
