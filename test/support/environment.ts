/** What tests read from the environment; nothing else in the project may, outside platform/config. */
export function outsideServer(): string | undefined {
  return process.env.PARLEY_TEST_DATABASE_URL || undefined
}
