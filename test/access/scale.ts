import { proofScale } from '../support/environment.ts'

const scale = proofScale()

/** The number of cases for a proof that makes do with `few` on an ordinary run. */
export function cases(few: number): { numRuns: number } {
  return { numRuns: Math.ceil(few * scale) }
}

/** Milliseconds that a proof of this scale may take; far more than it does, so that only a hang runs into it. */
export const patience = 60_000 * Math.max(scale, 1)

/** Prints what a large run has covered; an ordinary one stays quiet. */
export function tell(line: string): void {
  if (scale > 1) console.log(line)
}
