import type { Temporal } from 'temporal-polyfill'
import type { Persona } from '../../access/actor.ts'

/** What is known of the moment: the local time, what is open, and what the person is looking at. */
export type Moment = {
  readonly persona: Persona
  readonly now: Temporal.ZonedDateTime
  /** True when the person may do this to some row. */
  readonly may: (resource: string, action: string) => boolean
  readonly candidate: string | undefined
  readonly job: string | undefined
  /** Somebody who waits in the first stage, and for which opening. */
  readonly waiting: { candidate: string; job: string } | undefined
  /** How many submissions wait for this person's review. */
  readonly reviews: number
}

export type Prompt = { label: string; why: string }

type Idea = Prompt & { resource: string; action: string; when?: (moment: Moment) => boolean }

/** How many are offered at most. */
const most = 6

/**
 * Sentences to begin with, the most fitting first: what is on screen, then what is open, then what the persona usually
 * does at this hour. Each can be answered under the person's rights; there is always one.
 */
export function suggestPrompts(moment: Moment): Prompt[] {
  const ideas = [...aboutWhatIsSeen(moment), ...aboutWhatIsOpen(moment), ...usual[moment.persona]]
  const fitting = ideas.filter(
    ({ resource, action, when }) => moment.may(resource, action) && (when?.(moment) ?? true),
  )
  const different = [...new Map(fitting.map((idea) => [idea.label, idea])).values()]
  return [...different.slice(0, most - 1), everybody].map(({ label, why }) => ({ label, why }))
}

const everybody: Prompt = { label: 'What can you do?', why: 'A list of what you can ask for' }

function aboutWhatIsSeen({ candidate, job }: Moment): Idea[] {
  return [
    ...(candidate === undefined
      ? []
      : [
          read('candidate', `Show ${candidate}`, 'The profile that is open'),
          read('application', `Status history of ${candidate}`, 'Who moved them, when and why'),
        ]),
    ...(job === undefined
      ? []
      : [
          read('candidate', `Best candidates for ${job}`, 'The opening that is open'),
          read('application', `Show the pipeline of ${job}`, 'Where everybody stands'),
        ]),
  ]
}

function aboutWhatIsOpen({ waiting, reviews }: Moment): Idea[] {
  const count = reviews === 1 ? '1 submission waits' : `${reviews} submissions wait`
  return [
    ...(reviews === 0
      ? []
      : [
          {
            ...read('submission', 'Which submissions wait for me?', `${count} for review`),
            action: 'review',
          },
        ]),
    ...(waiting === undefined
      ? []
      : [
          read(
            'candidate',
            `Show ${waiting.candidate}`,
            `Applied for ${waiting.job} and waits to be screened`,
          ),
          read('candidate', `Best candidates for ${waiting.job}`, 'Compare everybody with the opening'),
        ]),
  ]
}

function read(resource: string, label: string, why: string): Idea {
  return { label, why, resource, action: 'read' }
}

const early = ({ now }: Moment) => now.hour < 14
const late = ({ now }: Moment) => now.hour >= 14
const endOfWeek = ({ now }: Moment) => now.dayOfWeek >= 5

const usual: Readonly<Record<Persona, readonly Idea[]>> = {
  recruiter: [
    { ...read('application', 'What should I do first?', 'Your day, ranked'), when: early },
    { ...read('application', 'What needs my attention?', 'Your day, ranked'), when: late },
    read('application', 'Show my pipeline', 'Everybody, by stage'),
    { ...read('activity', 'What did I do this week?', 'Your own record'), when: endOfWeek },
    read('job', 'Show open jobs', 'What you recruit for'),
    read('submission', 'What happened to my submissions?', 'Those you put forward'),
    read('activity', 'What did I do today?', 'Your own record'),
  ],
  manager: [
    { ...read('application', 'What should I do first?', 'Your day, ranked'), when: early },
    read('application', 'Show the pipeline', 'Everybody in your team, by stage'),
    read('job', 'Show open jobs', 'What your team recruits for'),
    read('submission', 'Show submissions', 'Who was put forward, and with what outcome'),
    read('activity', 'What did I do today?', 'Your own record'),
  ],
  admin: [
    read('user', 'List all users', 'Accounts, roles and teams'),
    read('team', 'List the teams', 'Teams and who is in them'),
    read('settings', 'Show the settings', 'Name, zone and currency of the organisation'),
    read('activity', 'What did I do today?', 'Your own record'),
    {
      ...read('conversation', 'Conversation statistics of everyone', 'How much Parley is used'),
      resource: 'analytics',
    },
  ],
  candidate: [
    read('profile', 'Show my profile', 'What is kept about you'),
    read('profile', 'Where do my applications stand?', 'Each opening and its stage'),
    {
      label: 'I want to talk to a person',
      why: 'Your contact will answer',
      resource: 'help',
      action: 'request',
    },
  ],
  supplier: [
    read('submission', 'What happened to my submissions?', 'Those you put forward'),
    {
      label: 'I want to talk to a person',
      why: 'Your contact will answer',
      resource: 'help',
      action: 'request',
    },
  ],
  referrer: [
    {
      label: 'I want to talk to a person',
      why: 'Your contact will answer',
      resource: 'help',
      action: 'request',
    },
  ],
}
