import type { Kind } from '../../src/tools/fields.ts'
import { done, type Someone, type World } from './world.ts'

/** A word that stands in every text of rows that somebody must never see. */
export const marker = 'Quaxolotl'

type Rows = Partial<Record<Kind, string>>

const hourly = (amount: number) => ({ amount, currency: 'USD', unit: 'hour' })

/** One row of each kind that belongs to `owner`, every text of it marked. */
export async function rowsOf(world: World, owner: Someone, name: string): Promise<Rows> {
  const id = async (tool: string, input: object) => done<{ id: string }>(await owner.call(tool, input)).id
  const word = `${marker} ${name}`
  const client = done<{ id: string }>(await world.system('create_client', { name: `Client ${name}` })).id
  const job = await id('create_job', {
    client,
    title: `${word} Engineer`,
    location: 'Berlin',
    required_skills: ['Java'],
    pay_min: hourly(7_000),
    pay_max: hourly(9_000),
  })
  const candidate = await id('create_candidate', {
    name: `${word} Person`,
    headline: `${word} headline`,
    level: 'senior',
    location: 'Berlin',
    skills: ['Java'],
    resume: `${word} résumé`,
  })
  const application = await id('create_application', { candidate, job })
  const submission = await id('submit_candidate', { candidate, job, note: `${word} note` })
  const conversation = await id('start_conversation', {})
  done(await owner.call('add_message', { conversation, author: 'person', text: `${word} message` }))
  done(await owner.call('add_candidate_note', { candidate, note: `${word} remark` }))
  return { job, candidate, application, submission, conversation }
}

/** The state of all business rows that carry the marker or hang on those that do, as one text. */
export async function fingerprint(world: World, rows: Rows): Promise<string> {
  const tables = [
    'job',
    'candidate',
    'application',
    'submission',
    'conversation',
    'candidate_note',
    'status_change',
    'message',
    'hand_over',
  ]
  const ids = Object.values(rows)
  const parts = await Promise.all(
    tables.map(async (table) => {
      const { rows: found } = await world.sql({
        text: `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${table} t
          where t::text ~ $1`,
        values: [ids.join('|')],
      })
      return `${table}:${found[0]?.sum}`
    }),
  )
  return parts.join(' ')
}
