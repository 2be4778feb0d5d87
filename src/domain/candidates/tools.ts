import { z } from 'zod'
import { cursor, dayOf, found, idOf, limit, pageOf, skillsOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { candidateCard, candidatesCard, matchesCard } from './candidate-cards.ts'
import { showCandidate } from './detail-service.ts'
import { levelOf } from './level.ts'
import { rankCandidates } from './match-service.ts'
import { partNames } from './score.ts'
import { findCandidates } from './search-service.ts'
import { detail, hint, moves, named, rate, status, statusOf, titled } from './shapes.ts'

const flag = (description: string, cues: readonly string[]) =>
  z.boolean().describe(description).meta({ kind: 'flag', cues })

export const searchCandidates = defineTool({
  name: 'search_candidates',
  title: 'Find candidates',
  description:
    'Finds candidates by words (name, headline, skills, place, résumé; misspelt names too) and by filters. Use it to look someone up or to list who fits. Returns profiles without résumé text, the best match first, and where each stands.',
  examples: [
    'find java developers in berlin',
    'who is Ana Souza',
    'search candidates with react and typescript',
    'show senior data engineers available by january',
    'anyone open to remote who knows kubernetes?',
    'list candidates on hold',
    'jose garca',
  ],
  permission: { resource: 'candidate', action: 'read' },
  effect: 'read',
  featured: ['recruiter'],
  finds: 'candidate',
  lists: 'candidate',
  input: z.strictObject({
    query: textOf('Words to look for: a name, skills, a place.', 200, { kind: 'query' }).optional(),
    skills: skillsOf('Skills that each has to have, all of them.').optional(),
    level: levelOf('Level of experience.').optional(),
    location: textOf('Where they live.', 100, { cues: ['in', 'near', 'based in'] }).optional(),
    status: statusOf('Stage of one of their applications.').optional(),
    job: idOf('job', 'The opening they applied for.').optional(),
    owner: idOf('user', 'The colleague who owns them.').optional(),
    available_by: dayOf('The day by which they can start.', ['available', 'by', 'free']).optional(),
    open_to_remote: flag('True for people who are open to remote work.', ['remote']).optional(),
    limit,
    cursor,
  }),
  output: pageOf({
    ...found,
    version: z.int(),
    headline: z.string(),
    level: z.string(),
    location: z.string(),
    open_to_remote: z.boolean(),
    skills: z.array(z.string()),
    available_on: z.string().optional(),
    expected_rate: rate.optional(),
    owner: named,
    applications: z.array(z.object({ id: z.uuid(), version: z.int(), job: titled, status })),
  }).extend(hint),
  targets: () => [],
  run: findCandidates,
  card: candidatesCard,
})

export const getCandidate = defineTool({
  name: 'get_candidate',
  title: 'Show a candidate',
  description:
    'Shows one candidate: profile, contact, and every application with its stage and legal next moves. With detail full also the résumé and the notes, which are texts that others wrote.',
  examples: [
    'show me Nora Haddad',
    'open the profile of Jürgen Krämer',
    "read ana's resume",
    'what do we know about Mei Lin?',
    'notes on Ana Souza',
  ],
  permission: { resource: 'candidate', action: 'read' },
  effect: 'read',
  featured: ['recruiter', 'manager'],
  input: z.strictObject({ candidate: idOf('candidate', 'The candidate.'), detail }),
  output: z.object({
    id: z.uuid(),
    version: z.int(),
    name: z.string(),
    headline: z.string(),
    level: z.string(),
    location: z.string(),
    open_to_remote: z.boolean(),
    skills: z.array(z.string()),
    years_experience: z.int(),
    available_on: z.string().optional(),
    expected_rate: rate.optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    source: z.string(),
    owner: named,
    applications: z.array(
      z.object({
        id: z.uuid(),
        version: z.int(),
        job: titled,
        client: z.string(),
        owner: named,
        status,
        days_in_stage: z.int(),
        reason: z.string().optional(),
        hold_until: z.string().optional(),
        held_on: z.string().optional(),
        rate: rate.optional(),
        start_date: z.string().optional(),
        moves,
      }),
    ),
    has_resume: z.boolean(),
    note_count: z.int(),
    resume: z.object({ text: z.string(), tainted: z.boolean() }).optional(),
    notes: z
      .array(z.object({ id: z.uuid(), text: z.string(), tainted: z.boolean(), by: named, at: z.string() }))
      .optional(),
  }),
  targets: ({ candidate }) => [{ type: 'candidate', id: candidate }],
  run: showCandidate,
  card: candidateCard,
  taints: ({ resume, notes }) => resume?.tainted === true || (notes ?? []).some((note) => note.tainted),
})

export const matchCandidates = defineTool({
  name: 'match_candidates',
  title: 'Match candidates with an opening',
  description:
    'Ranks the candidates who fit an opening by required and wished skills, level, place, availability and expected rate. Use it to fill an opening. Returns a score from 0 to 100 for each with the parts that make it up; names, age, origin and earlier pay play no part.',
  examples: [
    'who fits the backend opening?',
    'best candidates for Senior Java Developer',
    'match people with the data engineer role',
    'rank candidates for JOB-1007',
    'suggest someone for the devops job',
  ],
  permission: { resource: 'candidate', action: 'read' },
  effect: 'read',
  featured: ['recruiter'],
  lists: 'candidate',
  input: z.strictObject({
    job: idOf('job', 'The opening.'),
    include_applied: flag('True to rank those on its pipeline too.', [
      'include applied',
      'already applied',
    ]).default(false),
    limit,
    cursor,
  }),
  output: pageOf({
    ...found,
    score: z.number(),
    parts: z.array(
      z.object({ part: z.enum(partNames), points: z.number(), of: z.number(), why: z.string() }),
    ),
    available_on: z.string().optional(),
  }).extend({ job: titled }),
  targets: ({ job }) => [{ type: 'job', id: job }],
  run: rankCandidates,
  card: matchesCard,
})
