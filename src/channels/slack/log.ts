import { type Logger, LogLevel } from '@slack/web-api'
import type { Log } from '../../platform/log.ts'

/**
 * Slack's libraries write to our log, one level more quietly. Their debug lines hold messages, headers and answers, so
 * they are left out, and what looks like a token is blackened in all others.
 */
export function slackLog(log: Log): Logger {
  return {
    debug: nothing,
    info: (...parts) => log.debug(wordsOf(parts)),
    warn: (...parts) => log.warn(wordsOf(parts)),
    error: (...parts) => log.error(wordsOf(parts)),
    setLevel: nothing,
    getLevel: () => LogLevel.INFO,
    setName: nothing,
  }
}

function nothing(): void {
  // Levels and names belong to our log.
}

function wordsOf(parts: readonly unknown[]): string {
  const words = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ')
  return `slack: ${words.replace(/\b(xox[a-z]|xapp|xoxe)[.-][\w.-]+/g, '[token]')}`
}
