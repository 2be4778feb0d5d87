import { dataFamilies } from './data-families.ts'
import type { Family } from './family.ts'
import { platformFamilies } from './platform-families.ts'

/** Every trade that Northwind Staffing places, and how many of its 160 candidates work in it. */
export const families: readonly Family[] = [...platformFamilies, ...dataFamilies]
