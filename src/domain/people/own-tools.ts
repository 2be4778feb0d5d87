import { z } from 'zod'
import { choiceOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { planHumanRequest, requestHuman as requestHumanIn } from './human-request-service.ts'
import { inEnglish } from './language.ts'
import { noticeLevels, setMyPreferences as setMyPreferencesIn } from './preference-service.ts'

export const setMyPreferences = defineTool({
  name: 'set_my_preferences',
  title: 'Set my preferences',
  description:
    "Sets the caller's own time zone, the language for dates and numbers, or which notices reach them; without any it " +
    'shows them. Returns the preferences as they are now and the local time.',
  examples: [
    'my time zone is Berlin',
    "I'm in New York",
    'set my timezone to europe/london',
    "i've moved to tokyo",
    'change my preferences',
    'write dates in german',
    'only important notices please',
    'turn my notices off',
  ],
  permission: { resource: 'profile', action: 'update' },
  effect: 'write',
  input: z.strictObject({
    time_zone: textOf('IANA time zone such as Europe/Berlin, or its city.', 60, { kind: 'zone' }).optional(),
    language: textOf('Language for dates and numbers, such as de or German.', 40, {
      kind: 'name',
      cues: ['language', 'dates in', 'speak', 'numbers in'],
    }).optional(),
    notices: choiceOf(noticeLevels, 'Which notices come: all, only important ones, or none.', {
      all: ['all notices', 'every notice'],
      important: ['only important', 'fewer notices'],
      none: ['notices off', 'no notices', 'mute'],
    }).optional(),
  }),
  output: z.object({
    time_zone: z.string(),
    language: z.string(),
    notices: z.enum(noticeLevels),
    local_time: z.string().describe('The time there now, HH:MM.'),
    changed: z.array(z.string()),
  }),
  targets: () => [],
  run: setMyPreferencesIn,
  card: (output) => ({
    title: output.changed.length > 0 ? 'Your preferences are set' : 'Your preferences',
    text: `Times are shown for ${output.time_zone}, where it is ${output.local_time} now.`,
    facts: [
      { label: 'Time zone', value: output.time_zone },
      { label: 'Language of dates and numbers', value: inEnglish(output.language) },
      { label: 'Notices', value: noticesInWords[output.notices] },
    ],
  }),
})

const noticesInWords: Record<(typeof noticeLevels)[number], string> = {
  all: 'all',
  important: 'only those that wait for you',
  none: 'none',
}

export const requestHuman = defineTool({
  name: 'request_human',
  title: 'Ask for a human',
  description:
    'Asks that a person gets in touch: the contact of a candidate, the managers of a team, or whoever runs Parley. Use it ' +
    'whenever somebody would rather deal with a human. Returns who will answer and where.',
  examples: [
    'can i talk to a human',
    'I want to speak to a real person',
    'please have someone call me about my application',
    'get me a human',
    "i'd rather talk to a person about this",
    'human please',
  ],
  permission: { resource: 'help', action: 'request' },
  effect: 'outward',
  featured: ['candidate', 'supplier', 'referrer'],
  input: z.strictObject({
    note: textOf('What it is about.', 4_000, { cues: ['about', 'because', 'regarding'] }).optional(),
  }),
  output: z.object({
    request: z.uuid(),
    again: z.boolean().describe('True when an earlier request waits already and nothing more was sent.'),
    asked_at: z.iso.datetime(),
    next: z.string(),
  }),
  targets: () => [],
  preview: async (context, input) => ({
    text: await planHumanRequest(context),
    facts: input.note === undefined ? [] : [{ label: 'Your note', value: input.note }],
  }),
  run: requestHumanIn,
  card: (output) => ({
    title: output.again ? 'You have asked for a person already' : 'A person will get back to you',
    text: output.next,
  }),
})
