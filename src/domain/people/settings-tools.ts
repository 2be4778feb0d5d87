import { z } from 'zod'
import type { Fact } from '../../tools/card.ts'
import { textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { openDomains } from './mail-domains.ts'
import type { OrganisationView } from './service.ts'
import { retentionDays, sessionLimits } from './settings.ts'
import {
  getSettings as getSettingsOf,
  planSettings,
  updateSettings as updateSettingsIn,
} from './settings-service.ts'
import { seenVersion } from './version.ts'

const settings = z.object({
  id: z.uuid(),
  name: z.string(),
  time_zone: z.string(),
  currency: z.string(),
  retention_days: z.object({ read: z.int(), write: z.int(), security: z.int() }),
  session_hours: z.object({ idle: z.int(), absolute: z.int() }),
  activity_notice: z.string(),
  mail_domains: z
    .array(z.string())
    .describe('Whose people are linked from Slack and Teams by their address.'),
  version: z.int(),
})

export const getSettings = defineTool({
  name: 'get_settings',
  title: 'Show the settings',
  description:
    "Shows the organisation's settings: name, time zone, currency, how long the record of activity is kept, how long " +
    'sessions last, the activity notice, and the mail domains whose people are linked by address. Returns all of them.',
  examples: [
    'show the settings',
    'what are our settings',
    'how long do we keep activity records?',
    'what currency is set',
    'how long does a session last',
    'which mail domains are allowed',
  ],
  permission: { resource: 'settings', action: 'read' },
  effect: 'read',
  public: true,
  featured: ['admin'],
  input: z.strictObject({}),
  output: settings,
  targets: () => [],
  run: getSettingsOf,
  card: (output) => ({
    title: `Settings of ${output.name}`,
    text: output.activity_notice,
    facts: factsOf(output),
  }),
})

const days = (kind: keyof typeof retentionDays, what: string, cue: string) => {
  const { least, most } = retentionDays[kind]
  return z
    .int()
    .min(least, `has to be at least ${least} days`)
    .max(most, `may be at most ${most.toLocaleString('en')} days`)
    .describe(`Days that ${what} are kept, ${least} to ${most}.`)
    .meta({ kind: 'number', cues: [cue] })
    .optional()
}

const hours = (kind: keyof typeof sessionLimits, what: string, cues: readonly string[]) => {
  const { least, most } = sessionLimits[kind]
  return z
    .int()
    .min(least, `has to be at least ${least} hour`)
    .max(most, `may be at most ${most} hours`)
    .describe(`${what}, ${least} to ${most}.`)
    .meta({ kind: 'number', cues })
    .optional()
}

export const updateSettings = defineTool({
  name: 'update_settings',
  title: 'Change the settings',
  description:
    "Changes the organisation's settings that are given and leaves the rest: name, time zone, currency, days that " +
    'records are kept, hours that sessions last, the activity notice, mail domains whose people are linked by address. ' +
    'Returns the settings as they are now.',
  examples: [
    'set the organisation currency to EUR',
    'change the organisation time zone to Europe/London',
    'keep read records for 60 days',
    'rename the organisation to Northwind Group',
    'let sessions end after 8 hours',
    'change the activity notice: We record what you do in Parley.',
    'set the mail domains to northwind.test',
  ],
  permission: { resource: 'settings', action: 'update' },
  effect: 'power',
  public: true,
  featured: ['admin'],
  input: z.strictObject({
    name: textOf('Name of the organisation.', 120, {
      kind: 'name',
      cues: ['organisation to', 'organization to', 'company to'],
    }).optional(),
    time_zone: textOf('IANA time zone of the organisation, or its city.', 60, {
      kind: 'zone',
      cues: ['zone'],
    }).optional(),
    currency: z
      .string()
      .trim()
      .regex(/^[A-Za-z]{3}$/, 'is not a three-letter currency such as USD')
      .describe('ISO 4217 currency for new openings.')
      .meta({ kind: 'text', cues: ['currency to', 'currency'] })
      .optional(),
    read_retention_days: days('read', 'records of reading', 'read'),
    write_retention_days: days('write', 'records of changes', 'write'),
    security_retention_days: days('security', 'records of sign-ins, refusals and rights', 'security'),
    session_hours: hours('absolute', 'Hours after which every session ends', ['session', 'sessions']),
    session_idle_hours: hours('idle', 'Hours after which an unused session ends', ['idle', 'unused']),
    activity_notice: textOf('What people read before their acts are recorded.', 5_000, {
      cues: ['notice:', 'notice to'],
    }).optional(),
    mail_domains: textOf(
      'Mail domains whose people Slack and Teams may link by address, with commas between; none for nobody.',
      2_000,
      { cues: ['domains to', 'domain to', 'domains:'] },
    ).optional(),
    version: seenVersion,
  }),
  output: settings.extend({ changed: z.array(z.string()) }),
  targets: () => [],
  preview: async (context, input) => {
    const { before, after, fields } = await planSettings(context, input)
    const [old, fresh] = [factsOf(before), factsOf(after)]
    return {
      text: consequences(after, fields),
      facts: fresh.flatMap((fact, i) => {
        const was = old[i]?.value
        return was === fact.value ? [] : [{ label: fact.label, value: `${was} → ${fact.value}` }]
      }),
    }
  },
  run: updateSettingsIn,
  card: (output) => ({
    title: 'Changed the settings',
    text: `New: ${output.changed.map((field) => field.replaceAll('_', ' ')).join(', ')}.`,
    facts: factsOf(output),
  }),
})

/** What follows from the change, as far as it is more than the new value. */
function consequences(after: OrganisationView, fields: readonly string[]): string {
  const anybody = fields.includes('mail_domains') ? openDomains(after.mail_domains) : []
  const words = [
    ...(fields.includes('activity_notice')
      ? [`The activity notice will read: ${after.activity_notice} Everybody is asked to read it again.`]
      : []),
    ...(anybody.length > 0
      ? [
          `Careful: anybody in the world can have an address at ${anybody.join(', ')}. Name only domains that are yours.`,
        ]
      : []),
  ]
  return words.join(' ') || 'This holds for the whole organisation.'
}

function factsOf(of: OrganisationView): Fact[] {
  const { read, write, security } = of.retention_days
  return [
    { label: 'Name', value: of.name },
    { label: 'Time zone', value: of.time_zone },
    { label: 'Currency', value: of.currency },
    { label: 'Records of reading', value: `${read} days` },
    { label: 'Records of changes', value: `${write} days` },
    { label: 'Records of security', value: `${security} days` },
    { label: 'Unused sessions end after', value: hoursInWords(of.session_hours.idle) },
    { label: 'All sessions end after', value: hoursInWords(of.session_hours.absolute) },
    { label: 'Linked by mail address', value: of.mail_domains.join(', ') || 'nobody' },
  ]
}

function hoursInWords(count: number): string {
  return count === 1 ? '1 hour' : `${count} hours`
}
