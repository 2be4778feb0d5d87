import { z } from 'zod'

/** How many days each class of the record is kept, at least and at most. */
export const retentionDays = {
  read: { least: 30, usual: 90, most: 3_650 },
  write: { least: 730, usual: 1_461, most: 3_650 },
  security: { least: 365, usual: 730, most: 3_650 },
} as const

/** Hours after which a session of the web ends: unused, and at the most. */
export const sessionLimits = {
  idle: { least: 1, usual: 2, most: 24 },
  absolute: { least: 1, usual: 12, most: 168 },
} as const

/** What people read before their acts are recorded, unless the organisation writes its own. */
export const usualNotice =
  'Parley records what you do here: which tool ran, on what, when and through which door, never the text of your ' +
  'messages. It serves security and the daily work of the team. You can see your own record at any time.'

const span = ({ least, usual, most }: { least: number; usual: number; most: number }) =>
  z.int().min(least).max(most).catch(usual)

const stored = z
  .object({
    retention_days: z
      .object({
        read: span(retentionDays.read),
        write: span(retentionDays.write),
        security: span(retentionDays.security),
      })
      .catch({
        read: retentionDays.read.usual,
        write: retentionDays.write.usual,
        security: retentionDays.security.usual,
      }),
    session_hours: z
      .object({ idle: span(sessionLimits.idle), absolute: span(sessionLimits.absolute) })
      .catch({ idle: sessionLimits.idle.usual, absolute: sessionLimits.absolute.usual }),
    activity_notice: z.string().min(1).catch(usualNotice),
    /** Domains whose mail addresses link people of Slack and Teams by themselves. */
    mail_domains: z.array(z.string()).catch([]),
  })
  .strip()

export type Settings = z.output<typeof stored>

/** The settings out of the organisation's column; whatever is missing or out of bounds has its usual value. */
export function readSettings(value: unknown): Settings {
  return stored.parse(typeof value === 'object' && value !== null ? value : {})
}
