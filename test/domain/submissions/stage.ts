import { done, type Someone, type World } from '../../support/world.ts'

type Made = { id: string }

/** A rate in US dollars an hour, from major units. */
export const hourly = (major: number) => ({ amount: major * 100, currency: 'USD', unit: 'hour' as const })

let count = 0

/** Adds somebody new to the candidates of this recruiter. */
export async function addCandidate(recruiter: Someone, name: string): Promise<string> {
  count += 1
  const input = {
    name,
    headline: `Engineer ${count}`,
    email: `person${count}@example.com`,
    level: 'senior',
    location: 'Chicago, IL',
    skills: ['Java'],
  }
  return done<Made>(await recruiter.call('create_candidate', input)).id
}

/** Opens a job in the team of this recruiter: pay 70 to 90, bill at most 130 dollars an hour. */
export async function openJob(recruiter: Someone, title: string): Promise<string> {
  count += 1
  const client = done<Made>(await recruiter.call('create_client', { name: `Client ${count}` })).id
  const input = {
    client,
    title,
    required_skills: ['Java'],
    pay_min: hourly(70),
    pay_max: hourly(90),
    bill_max: hourly(130),
    location: 'Chicago, IL',
  }
  return done<Made>(await recruiter.call('create_job', input)).id
}

/** Puts a new candidate forward, and gives back the submission with what it stands on. */
export async function submit(world: World, name: string, more: Record<string, unknown> = {}) {
  const recruiter = world.as('recruiter')
  const candidate = await addCandidate(recruiter, name)
  const job = await openJob(recruiter, `Backend Engineer ${count}`)
  const made = done<Made & { application: { id: string } }>(
    await recruiter.call('submit_candidate', { candidate, job, ...more }),
  )
  return { id: made.id, application: made.application.id, candidate, job }
}
