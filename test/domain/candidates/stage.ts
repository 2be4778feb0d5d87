import { done, type Someone, type World } from '../../support/world.ts'

export type Named = { id: string; name: string }
export type Listed<T> = { items: T[]; total: number; next_cursor?: string; hint?: string }
export type Move = { to: string; needs: string[] }
export type Application = {
  id: string
  label: string
  version: number
  status: string
  active: boolean
  days_in_stage: number
  candidate: Named
  job: { id: string; title: string }
  owner: Named
  moves: Move[]
  match?: string
}

const hourly = (dollars: number) => ({ amount: dollars * 100, currency: 'USD', unit: 'hour' })

let count = 0

/** Adds a person with everything that has to be said, and `more` over it; answers with the id. */
export async function addPerson(someone: Someone, name: string, more: object = {}): Promise<string> {
  count += 1
  const input = {
    name,
    headline: 'Senior Java Developer',
    email: `person${count}@example.test`,
    level: 'senior',
    location: 'Denver, CO',
    skills: ['Java', 'PostgreSQL'],
    ...more,
  }
  return done<{ id: string }>(await someone.call('create_candidate', input)).id
}

export async function addJob(
  someone: Someone,
  more: { client: string; title: string; [field: string]: unknown },
): Promise<string> {
  const input = {
    location: 'Denver, CO',
    required_skills: ['Java', 'PostgreSQL'],
    pay_min: hourly(70),
    pay_max: hourly(85),
    ...more,
  }
  return done<{ id: string }>(await someone.call('create_job', input)).id
}

export async function apply(someone: Someone, candidate: string, job: string): Promise<string> {
  return done<{ id: string }>(await someone.call('create_application', { candidate, job })).id
}

/** Moves and answers with the output; a refusal fails the test. */
export async function move(
  someone: Someone,
  application: string,
  to: { status: string; [field: string]: unknown },
) {
  return done<{ version: number; to: string; moves: Move[] }>(
    await someone.call('change_status', { application, ...to }),
  )
}

export async function applicationOf(someone: Someone, candidate: string): Promise<Application> {
  const { items } = done<Listed<Application>>(await someone.call('search_applications', { candidate }))
  const [only] = items
  if (!only) throw new Error('no application is visible')
  return only
}

/** One client, an opening of team Platform and one of team Data, and a person of recruiter in New for the first. */
export async function stage(world: World) {
  const [recruiter, recruiter3] = [world.as('recruiter'), world.as('recruiter3')]
  const client = done<{ id: string }>(await recruiter.call('create_client', { name: 'Tallgrass Mutual' })).id
  const backend = await addJob(recruiter, { client, title: 'Backend Engineer' })
  const data = await addJob(recruiter3, {
    client,
    title: 'Data Engineer',
    required_skills: ['Python', 'SQL'],
  })
  const ana = await addPerson(recruiter, 'Ana Souza', {
    email: 'ana@example.test',
    skills: ['java', 'postgres', 'k8s'],
  })
  const application = await apply(recruiter, ana, backend)
  return { client, backend, data, ana, application }
}
