/** What tests read from the environment; nothing else in the project may, outside platform/config. */
export function outsideServer(): string | undefined {
  return process.env.PARLEY_TEST_DATABASE_URL || undefined
}

export const suiteSizes = ['small', 'medium', 'prove'] as const
export type SuiteSize = (typeof suiteSizes)[number]

/** How much is tried: small in minutes for everyone, medium for every change, prove for the figures that we promise. */
export function suiteSize(): SuiteSize {
  const asked = process.env.PARLEY_SUITE || 'small'
  const size = suiteSizes.find((known) => known === asked)
  if (size === undefined) throw new Error(`PARLEY_SUITE is ${asked}; choose ${suiteSizes.join(', ')}.`)
  return size
}

/** One value for each size of the suite: how many runs, rows or rounds. */
export function bySize<T>(values: Readonly<Record<SuiteSize, T>>): T {
  return values[suiteSize()]
}

/** How many times their small number of cases the proofs by random cases try; by the size of the suite unless named. */
export function proofScale(): number {
  const asked = process.env.PARLEY_PROOF_SCALE
  if (!asked) return bySize({ small: 1, medium: 5, prove: 450 })
  const scale = Number(asked)
  if (!(scale > 0)) throw new Error(`PARLEY_PROOF_SCALE is ${asked}; choose a number above 0.`)
  return scale
}

/** True when a run promises that nothing which needs this part is left out. */
export function isRequired(part: string): boolean {
  return (process.env.PARLEY_REQUIRE ?? '').split(',').includes(part)
}

/** The browser to test with, when one is named. */
export function namedBrowser(): string | undefined {
  return process.env.PARLEY_BROWSER || undefined
}

/** The folders in which commands are found. */
export function searchPath(): string {
  return process.env.PATH ?? ''
}
