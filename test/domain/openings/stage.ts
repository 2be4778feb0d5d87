import { done, type Someone, type World } from '../../support/world.ts'

export type Job = {
  id: string
  label: string
  reference: string
  title: string
  status: string
  version: number
  required_skills: string[]
  pay?: { min: number; max: number; currency: string; unit: string }
  bill_max?: unknown
  match?: string
  changed?: string[]
}
export type Listed<T> = { items: T[]; total: number; next_cursor?: string; hint?: string }

/** A rate in dollars an hour. */
export const hourly = (dollars: number) => ({ amount: dollars * 100, currency: 'USD', unit: 'hour' })

export async function addClient(someone: Someone, name: string, more: object = {}): Promise<string> {
  return done<{ id: string }>(await someone.call('create_client', { name, ...more })).id
}

/** Opens a job with everything that has to be said, and `more` over it. */
export async function addJob(someone: Someone, client: string, more: object = {}): Promise<Job> {
  return done<Job>(await someone.call('create_job', { ...plainJob, client, ...more }))
}

export const plainJob = {
  title: 'Senior Backend Engineer',
  location: 'Denver, CO',
  required_skills: ['Go', 'Kubernetes'],
  pay_min: hourly(70),
  pay_max: hourly(85),
}

/** Two clients; three openings of team Platform and one of team Data. */
export async function stage(world: World) {
  const [recruiter, recruiter3] = [world.as('recruiter'), world.as('recruiter3')]
  const tallgrass = await addClient(recruiter, 'Tallgrass Mutual', {
    industry: 'Insurance',
    location: 'Kansas City',
  })
  const quayside = await addClient(recruiter, 'Quayside Freight', {
    industry: 'Logistics',
    location: 'Seattle',
  })
  const backend = await addJob(recruiter, tallgrass, {
    bill_max: hourly(120),
    description: 'Keeps the claims moving.',
  })
  const frontend = await addJob(recruiter, quayside, {
    title: 'React Developer',
    required_skills: ['React', 'TypeScript'],
    wished_skills: ['Node.js'],
    workplace: 'remote',
    location: undefined,
  })
  const site = await addJob(world.as('recruiter2'), quayside, {
    title: 'Site Reliability Engineer',
    required_skills: ['Kubernetes', 'Terraform'],
    workplace: 'hybrid',
    location: 'Zürich',
  })
  const data = await addJob(recruiter3, tallgrass, {
    title: 'Data Engineer',
    required_skills: ['SQL', 'Python'],
  })
  return { tallgrass, quayside, backend, frontend, site, data }
}
