import type { Career, Worker } from './career.ts'
import { openings } from './career-lines.ts'
import type { Random } from './random.ts'
import { type Draft, layouts } from './resume-layouts.ts'
import { habits, pastimes, wishes } from './resume-lines.ts'
import { fill, upperFirst, withArticle } from './wording.ts'

export type Holder = { name: string; headline: string; contact: readonly string[]; worker: Worker }

/** A résumé of one to two pages, in one of several layouts, that says what the career says. */
export function resumeOf(holder: Holder, career: Career, random: Random): string {
  const draft: Draft = {
    name: holder.name,
    headline: holder.headline,
    contact: holder.contact,
    profile: profileOf(holder.worker, career, random),
    career,
    skills: holder.worker.skills,
    pastimes: random.sample(pastimes, random.int(1, 3)),
  }
  return random.pick(layouts)(draft).trim()
}

function profileOf(worker: Worker, career: Career, random: Random): string {
  const [newest] = career.posts
  const title = newest?.title ?? 'Engineer'
  const skills = random.sample(worker.skills.slice(0, 5), 2)
  const values = {
    title,
    atitle: withArticle(title),
    Title: title,
    years: worker.years < 1 ? 'less than a year' : worker.years === 1 ? 'one year' : `${worker.years} years`,
    industry: newest?.industry ?? 'software',
    skill: skills[0] ?? '',
    skill2: skills[1] ?? '',
    study: career.study.subject,
    posts: career.posts.length === 1 ? 'one post' : `${career.posts.length} posts`,
  }
  const sentences = [
    random.pick(openings),
    ...random.sample(habits, worker.years <= 5 ? random.int(5, 7) : random.int(2, 4)),
    random.pick(wishes),
  ]
  return sentences.map((sentence) => upperFirst(fill(sentence, values, random))).join(' ')
}
