import { toDate } from '../../platform/clock.ts'
import { Fault } from '../../platform/fault.ts'
import type { Context } from '../../tools/tool.ts'
import { mailDomainsIn } from './mail-domains.ts'
import { settingsPolicy } from './policy.ts'
import { type OrganisationView, organisationOf } from './service.ts'
import { zoneOf } from './zone.ts'

/** The settings, for those who may read them. Faults: not_found. */
export async function getSettings(context: Context): Promise<OrganisationView> {
  await checkSeen(context)
  return await organisationOf(context)
}

export type SettingsChange = {
  name?: string | undefined
  time_zone?: string | undefined
  currency?: string | undefined
  read_retention_days?: number | undefined
  write_retention_days?: number | undefined
  security_retention_days?: number | undefined
  session_idle_hours?: number | undefined
  session_hours?: number | undefined
  activity_notice?: string | undefined
  mail_domains?: string | undefined
  version?: number | undefined
}

/** What will change in the settings, checked, before anything is written. Faults: those of updateSettings. */
export async function planSettings(context: Context, input: SettingsChange) {
  await checkSeen(context)
  const before = await organisationOf(context)
  const after = changed(before, input)
  const fields = changedFields(before, after)
  if (fields.length === 0 && before.version > 0)
    throw new Fault('invalid', 'These settings stand already. Say what should be different.')
  return { before, after, fields }
}

/**
 * Changes what is given and leaves the rest. A new activity notice is shown to everybody once more. Faults: invalid for
 * an unknown zone or currency, for sessions that end later unused than used, and when nothing would change; conflict.
 */
export async function updateSettings(context: Context, input: SettingsChange) {
  const { before, after, fields } = await planSettings(context, input)
  const { id, name, time_zone: timeZone, currency, version, ...settings } = after
  const data = { name, timeZone, currency, settings, updatedAt: toDate(context.now) }
  if (before.version === 0) {
    await context.tx.organisation.create({ data: { id, ...data } })
    await checkSeen(context)
  } else {
    const { count } = await context.tx.organisation.updateMany({
      where: { AND: [context.where(settingsPolicy), { id, version: input.version ?? version }] },
      data: { ...data, version: { increment: 1 } },
    })
    if (count === 0)
      throw new Fault('conflict', 'Somebody changed the settings a moment ago. Please look again.')
  }
  if (fields.includes('activity_notice')) {
    await context.tx.user.updateMany({ where: { kind: 'internal' }, data: { noticeAcknowledgedAt: null } })
  }
  return { ...after, version: version + 1, changed: fields }
}

function changed(before: OrganisationView, input: SettingsChange): OrganisationView {
  const { retention_days: days, session_hours: hours } = before
  const session_hours = {
    idle: input.session_idle_hours ?? hours.idle,
    absolute: input.session_hours ?? hours.absolute,
  }
  if (session_hours.idle > session_hours.absolute) {
    throw new Fault(
      'invalid',
      `A session can't last longer unused (${session_hours.idle} h) than in all (${session_hours.absolute} h).`,
      { field: 'session_idle_hours' },
    )
  }
  return {
    ...before,
    name: input.name ?? before.name,
    time_zone: input.time_zone === undefined ? before.time_zone : zoneOf(input.time_zone),
    currency: input.currency === undefined ? before.currency : currencyOf(input.currency),
    retention_days: {
      read: input.read_retention_days ?? days.read,
      write: input.write_retention_days ?? days.write,
      security: input.security_retention_days ?? days.security,
    },
    session_hours,
    activity_notice: input.activity_notice ?? before.activity_notice,
    mail_domains: input.mail_domains === undefined ? before.mail_domains : mailDomainsIn(input.mail_domains),
  }
}

function changedFields(before: OrganisationView, after: OrganisationView): string[] {
  const names = [
    'name',
    'time_zone',
    'currency',
    'retention_days',
    'session_hours',
    'activity_notice',
    'mail_domains',
  ] as const
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

function currencyOf(text: string): string {
  const code = text.toUpperCase()
  if (Intl.supportedValuesOf('currency').includes(code)) return code
  throw new Fault('invalid', `${text} is no currency. Write its three letters, such as USD, EUR or GBP.`, {
    field: 'currency',
    options: ['USD', 'EUR', 'GBP'].map((label) => ({ label })),
  })
}

async function checkSeen(context: Context): Promise<void> {
  const { tx } = context
  const [all, seen] = [
    await tx.organisation.count(),
    await tx.organisation.count({ where: context.where(settingsPolicy) }),
  ]
  if (seen < all) throw new Fault('not_found', "I can't find these settings, or they aren't yours to see.")
}
