import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { languageOf } from './language.ts'
import { profilePolicy } from './policy.ts'
import { zoneOf } from './zone.ts'

/** Which messages of Parley reach a person besides answers: all, only those that wait for them, or none. */
export const noticeLevels = ['all', 'important', 'none'] as const
export type NoticeLevel = (typeof noticeLevels)[number]

export type PreferenceChange = {
  time_zone?: string | undefined
  language?: string | undefined
  notices?: NoticeLevel | undefined
}

/** Changes one's own preferences; without any it tells them. Faults: invalid for an unknown zone or language. */
export async function setMyPreferences(context: Context, input: PreferenceChange) {
  const { tx, actor } = context
  const where = { AND: [context.where(profilePolicy), { id: actor.id }] }
  const wanted = {
    ...(input.time_zone === undefined ? {} : { timeZone: zoneOf(input.time_zone) }),
    ...(input.language === undefined ? {} : { language: languageOf(input.language) }),
    ...(input.notices === undefined ? {} : { notices: { level: input.notices } }),
  }
  if (Object.keys(wanted).length > 0) {
    await tx.user.updateMany({
      where,
      data: { ...wanted, updatedAt: toDate(context.now), version: { increment: 1 } },
    })
  }
  const row = await tx.user.findFirst({ where, select: { timeZone: true, language: true, notices: true } })
  if (!row) throw new Fault('refused', 'Only people have preferences, and this account is nobody’s.')
  return {
    time_zone: row.timeZone,
    language: row.language,
    notices: levelOf(row.notices),
    local_time: context.now
      .toZonedDateTimeISO(row.timeZone)
      .toPlainTime()
      .toString({ smallestUnit: 'minute' }),
    changed: (['time_zone', 'language', 'notices'] as const).filter((field) => input[field] !== undefined),
  }
}

function levelOf(notices: unknown): NoticeLevel {
  const level =
    typeof notices === 'object' && notices !== null && 'level' in notices ? notices.level : undefined
  return noticeLevels.find((known) => known === level) ?? 'all'
}
