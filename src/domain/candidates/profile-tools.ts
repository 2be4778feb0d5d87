import { z } from 'zod'
import { formatRate } from '../../platform/money.ts'
import { cursor, dayOf, found, limit, pageOf, rateOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { editOwnProfile, ownApplications, ownProfile } from './profile-service.ts'
import { count, sayDay, sayTime, sentences, showing } from './say.ts'
import { detail, rate } from './shapes.ts'

/** A short value without the signs of a sentence, since what a candidate writes here is read by our minds too. */
const short = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[\p{L}\p{M}\p{N} .,+#&/()'’-]+$/u, 'holds signs that do not belong there')

export const getMyProfile = defineTool({
  name: 'get_my_profile',
  title: 'Show my profile',
  description:
    'Shows what we hold about whoever asks: name, address, zone, and for candidates their skills, availability, expected rate and what is still missing.',
  examples: [
    'show my profile',
    'what do you know about me?',
    'what do you have on file about me',
    'my details',
    'is my profile complete?',
  ],
  permission: { resource: 'profile', action: 'read' },
  effect: 'read',
  featured: ['candidate', 'supplier', 'referrer'],
  input: z.strictObject({ detail }),
  output: z.object({
    account: z.object({ name: z.string(), email: z.string(), time_zone: z.string(), language: z.string() }),
    profile: z
      .object({
        headline: z.string(),
        location: z.string(),
        open_to_remote: z.boolean(),
        skills: z.array(z.string()),
        phone: z.string().optional(),
        available_on: z.string().optional(),
        expected_rate: rate.optional(),
        has_resume: z.boolean(),
        resume: z.string().optional(),
      })
      .optional(),
    contact: z.string().optional(),
    missing: z.array(z.string()).optional(),
  }),
  targets: () => [],
  run: ownProfile,
  card: ({ account, profile, contact, missing }) => ({
    title: account.name,
    ...sentences(
      profile ? `${profile.headline} in ${profile.location}.` : 'This is your account.',
      missing && missing.length > 0 ? `Still missing: ${missing.join(', ')}.` : undefined,
      contact ? `Your contact is ${contact}.` : undefined,
      profile?.resume ? `\n\nRésumé\n${profile.resume}` : undefined,
    ),
    facts: [
      { label: 'E-mail', value: account.email },
      { label: 'Time zone', value: account.time_zone },
      ...(profile
        ? [
            { label: 'Skills', value: profile.skills.join(', ') || 'none named' },
            { label: 'Phone', value: profile.phone ?? 'not known' },
            { label: 'Available', value: profile.available_on ? sayDay(profile.available_on) : 'not known' },
            { label: 'Remote', value: profile.open_to_remote ? 'open to it' : 'not named' },
            {
              label: 'Expected rate',
              value: profile.expected_rate ? formatRate(profile.expected_rate) : 'not known',
            },
            { label: 'Résumé', value: profile.has_resume ? 'on file' : 'none yet' },
          ]
        : []),
    ],
    buttons: profile ? [{ label: 'My applications', tool: 'list_my_applications', input: {} }] : [],
  }),
})

export const updateMyProfile = defineTool({
  name: 'update_my_profile',
  title: 'Change my profile',
  description:
    'Changes the profile of the candidate who asks: phone, place, skills, availability, remote work, expected rate or résumé. Only what is given changes; a list of skills replaces the old one.',
  examples: [
    'my phone number is +49 151 2345678',
    "I'm available from 1 February",
    'update my skills: java, kafka, docker',
    'I expect 90 euros an hour',
    'I moved to Berlin',
    'I live in Dublin now',
    "I'm open to remote work",
  ],
  permission: { resource: 'profile', action: 'update' },
  effect: 'write',
  featured: ['candidate'],
  input: z.strictObject({
    phone: z
      .string()
      .trim()
      .regex(/^\+?[\d\s().-]{7,25}$/, 'is not a phone number')
      .describe('Phone number, with the country code.')
      .meta({ kind: 'phone', sensitive: true })
      .optional(),
    location: short(80)
      .describe('Where you live.')
      .meta({
        kind: 'text',
        sensitive: true,
        cues: ['moved to', 'live in', 'living in', 'location is', 'in'],
      })
      .optional(),
    skills: z.array(short(40)).max(40).describe('What you can do.').meta({ kind: 'skills' }).optional(),
    available_on: dayOf('The day from which you can start.', ['available', 'from', 'start']).optional(),
    open_to_remote: z
      .boolean()
      .describe('Whether you are open to remote work.')
      .meta({ kind: 'flag', cues: ['remote'] })
      .optional(),
    expected_rate: rateOf('What you ask for.', ['expect', 'want', 'rate']).optional(),
    resume: textOf('The text of your résumé.', 100_000, { cues: ['resume', 'résumé', 'cv'] }).optional(),
  }),
  output: z.object({ changed: z.array(z.string()) }),
  targets: () => [],
  run: editOwnProfile,
  card: ({ changed }) => ({
    title: 'Your profile is changed',
    text: `Changed: ${changed.map((field) => field.replaceAll('_', ' ')).join(', ')}.`,
    buttons: [{ label: 'Show my profile', tool: 'get_my_profile', input: {} }],
  }),
})

export const listMyApplications = defineTool({
  name: 'list_my_applications',
  title: 'My applications',
  description:
    'Lists the applications of the candidate who asks and where each stands, in plain words. Use it for "how is my application going?".',
  examples: [
    "what's the status of my application",
    'where does my application stand',
    'how is my application going?',
    "what's happening with my application",
    'my applications',
    'where do I stand?',
    'any news about my application?',
  ],
  permission: { resource: 'profile', action: 'read' },
  effect: 'read',
  featured: ['candidate'],
  lists: 'application',
  input: z.strictObject({ limit, cursor }),
  output: pageOf({
    ...found,
    active: z.boolean(),
    job: z.object({ title: z.string(), location: z.string(), workplace: z.string() }),
    status: z.string(),
    since: z.string(),
    contact: z.string(),
  }),
  targets: () => [],
  run: ownApplications,
  card: (output, { timeZone, may }) =>
    output.items.length === 0
      ? {
          title: 'You have no applications here yet',
          text: 'As soon as you are considered for an opening, it shows here.',
          buttons: may('application', 'read')
            ? [{ label: 'Show the pipeline I work on', tool: 'get_pipeline', input: {} }]
            : [],
        }
      : {
          title: count(output.total, 'application'),
          ...sentences(
            ...output.items.slice(0, 3).map(({ label, status }) => `${label}: ${status}.`),
            showing(output),
          ),
          table: {
            columns: ['Opening', 'Where', 'Where it stands', 'Since', 'Contact'],
            rows: output.items.map(({ label, job, status, since, contact }) => [
              label,
              job.location,
              status,
              sayTime(since, timeZone),
              contact,
            ]),
          },
        },
})
