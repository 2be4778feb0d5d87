/** After so many attempts that ended in a passing fault a row is given up. */
export const mostAttempts = 10

const firstSeconds = 5
const longestSeconds = 3_600

/**
 * Seconds until the next attempt after `attempts` (1 or more): four times as long each time, from five seconds to an hour,
 * so that ten attempts span some five hours, and never sooner than `retryAfterSeconds`. `chance` is a number from 0 to 1;
 * it spreads what failed together over the second half of that time.
 */
export function secondsUntilRetry(attempts: number, retryAfterSeconds: number, chance: number): number {
  const most = Math.min(longestSeconds, firstSeconds * 4 ** (attempts - 1))
  return Math.max(most * (0.5 + chance / 2), retryAfterSeconds)
}
