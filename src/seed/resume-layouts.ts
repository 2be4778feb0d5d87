import type { Temporal } from 'temporal-polyfill'
import type { Career, Post } from './career.ts'

/** A résumé before it is laid out: every text stands, only its form does not. */
export type Draft = {
  name: string
  headline: string
  contact: readonly string[]
  profile: string
  career: Career
  skills: readonly string[]
  pastimes: readonly string[]
}

/** How people set out a résumé. Each takes the same draft. */
export const layouts: readonly ((draft: Draft) => string)[] = [
  classic,
  prose,
  skillsFirst,
  dated,
  terse,
  letter,
]

/** The months of a post, which each layout writes in its own way. */
type Span = { from: Month; until: Month | undefined }
type Month = Temporal.PlainYearMonth

const monthNames =
  'January February March April May June July August September October November December'.split(' ')
const words = ({ month, year }: Month, length: 'short' | 'long') =>
  `${monthNames[month - 1]?.slice(0, length === 'short' ? 3 : 9)} ${year}`
const shortSpan = ({ from, until }: Span) =>
  `${words(from, 'short')} – ${until ? words(until, 'short') : 'present'}`
const longSpan = ({ from, until }: Span) =>
  `${words(from, 'long')} ${until ? `to ${words(until, 'long')}` : 'until today'}`
const slash = (month: Month) => `${String(month.month).padStart(2, '0')}/${month.year}`
const slashSpan = ({ from, until }: Span) => `${slash(from)}-${until ? slash(until) : 'now'}`
const isoSpan = ({ from, until }: Span) => `${from.toString()} → ${until ? until.toString() : 'today'}`

const stop = (line: string) => (/[.!?]$/.test(line) ? line : `${line}.`)
const bullets = (mark: string, lines: readonly string[]) =>
  lines.map((line) => `${mark} ${stop(line)}`).join('\n')
const study = ({ career }: Draft) =>
  `${career.study.degree} ${career.study.subject}, ${career.study.school}, ${career.study.year}. ${career.study.focus}`

/** Sections in order; those without a body are left out. */
function page(head: readonly string[], sections: readonly (readonly [string, string])[]): string {
  const bodies = sections.filter(([, body]) => body !== '').map(([title, body]) => `${title}\n${body}`)
  return [head.join('\n'), ...bodies].join('\n\n')
}

function classic(draft: Draft): string {
  const post = (one: Post) =>
    `${one.title}, ${one.employer}\n${shortSpan(one)}\n${stop(one.setting)}\n${bullets('-', one.lines)}\nTools: ${one.tools.join(', ')}`
  return page(
    [draft.name, draft.headline, draft.contact.join(' | ')],
    [
      ['PROFILE', draft.profile],
      ['EXPERIENCE', draft.career.posts.map(post).join('\n\n')],
      ['EARLIER WORK', bullets('-', draft.career.studentWork)],
      ['PROJECTS', bullets('-', draft.career.projects)],
      ['EDUCATION', study(draft)],
      ['CERTIFICATES', draft.career.certificates.join('\n')],
      ['SKILLS', draft.skills.join(', ')],
      ['OUTSIDE WORK', draft.pastimes.join('. ')],
    ],
  )
}

function prose(draft: Draft): string {
  const post = (one: Post) =>
    `${one.employer} — ${one.title} (${longSpan(one)}). ${[one.setting, ...one.lines].map(stop).join(' ')} Day to day: ${one.tools.join(', ')}.`
  return page(
    [`Curriculum vitae: ${draft.name}`, ...draft.contact],
    [
      ['Who I am', draft.profile],
      ['Where I have worked', draft.career.posts.map(post).join('\n\n')],
      ['How I paid for my studies', draft.career.studentWork.map(stop).join(' ')],
      ['What I made while learning', draft.career.projects.map(stop).join(' ')],
      ['What I know', `${draft.skills.slice(0, -1).join(', ')} and ${draft.skills.at(-1) ?? ''}.`],
      ['Where I learned', stop([study(draft), ...draft.career.certificates].join('; '))],
      ['When the laptop is closed', stop(draft.pastimes.join('; '))],
    ],
  )
}

function skillsFirst(draft: Draft): string {
  const middle = Math.ceil(draft.skills.length / 2)
  const post = (one: Post) =>
    `${one.title} | ${one.employer} | ${shortSpan(one)}\n${bullets('•', [...one.lines, one.setting])}\n  [${one.tools.join(' · ')}]`
  return page(
    [draft.name, draft.contact.join(' · ')],
    [
      [
        'Key skills',
        `Daily: ${draft.skills.slice(0, middle).join(', ')}\nAlso: ${draft.skills.slice(middle).join(', ')}`,
      ],
      ['Summary', `${draft.headline}. ${draft.profile}`],
      ['Career history', draft.career.posts.map(post).join('\n\n')],
      ['Certifications', bullets('•', draft.career.certificates)],
      ['While studying', bullets('•', draft.career.studentWork)],
      ['Selected projects', bullets('•', draft.career.projects)],
      ['Academic background', study(draft)],
      ['Interests', draft.pastimes.join(', ')],
    ],
  )
}

function dated(draft: Draft): string {
  const post = (one: Post) =>
    `${slashSpan(one)}  ${one.title}\n  ${one.employer}, ${one.industry}\n  ${stop(one.setting)}\n${one.lines.map((line) => `  * ${stop(line)}`).join('\n')}`
  return page(
    [
      `Name: ${draft.name}`,
      `Position: ${draft.headline}`,
      ...draft.contact.map((line) => `Contact: ${line}`),
    ],
    [
      ['1. Work', draft.career.posts.map(post).join('\n\n')],
      ['   Before that', draft.career.studentWork.map((line) => `  * ${stop(line)}`).join('\n')],
      ['2. Studies', stop(study(draft))],
      ['3. Skills', draft.skills.join('\n')],
      ['4. Further training', draft.career.certificates.join('\n')],
      ['5. Projects', draft.career.projects.map((line) => `  * ${stop(line)}`).join('\n')],
      ['6. About me', `${draft.profile} ${stop(draft.pastimes.join(', '))}`],
    ],
  )
}

function terse(draft: Draft): string {
  const post = (one: Post) =>
    `${isoSpan(one)}: ${one.title} @ ${one.employer}\n${bullets('+', one.lines)}\n+ Stack: ${one.tools.join(' / ')}`
  return page(
    [`# ${draft.name}`, draft.headline, draft.contact.join('\n')],
    [
      ['## Short version', draft.profile],
      ['## Work', draft.career.posts.map(post).join('\n\n')],
      ['## Student jobs', bullets('+', draft.career.studentWork)],
      ['## Side projects', bullets('+', draft.career.projects)],
      ['## Skills', draft.skills.join(' / ')],
      ['## Education and certificates', [study(draft), ...draft.career.certificates].join('\n')],
      ['## Else', draft.pastimes.join('\n')],
    ],
  )
}

function letter(draft: Draft): string {
  const post = (one: Post) =>
    `${one.employer}, ${longSpan(one)}\nAs ${one.title}: ${one.lines.map(stop).join(' ')} ${stop(one.setting)} Mostly with ${one.tools.join(', ')}.`
  return page(
    [draft.name, draft.contact.join(', '), '', draft.headline],
    [
      ['About me', draft.profile],
      ['Employment', draft.career.posts.map(post).join('\n\n')],
      ['Training', bullets('–', [study(draft), ...draft.career.certificates])],
      ['Early work', bullets('–', [...draft.career.studentWork, ...draft.career.projects])],
      ['Tools and methods', draft.skills.join('; ')],
      ['Free time', stop(draft.pastimes.join('; '))],
      ['References', 'Gladly given once we have spoken.'],
    ],
  )
}
