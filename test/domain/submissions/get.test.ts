import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issueButtons, tokenOf } from '../../../src/tools/button.ts'
import type { Card } from '../../../src/tools/card.ts'
import { press } from '../../../src/tools/press.ts'
import type { Alias } from '../../support/people.ts'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addCandidate, hourly, openJob, submit } from './stage.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

/** The card that a reader gets. */
async function cardFor(alias: Alias, submission: string): Promise<Card> {
  const result = await world.as(alias).call('get_submission', { submission })
  done(result)
  if (result.outcome !== 'done' || !result.card) throw new Error('there is no card')
  return result.card
}
const labels = (card: Card) => (card.buttons ?? []).map(({ label }) => label)
const factOf = (card: Card, label: string) => card.facts?.find((fact) => fact.label === label)?.value
const refreshes = (submission: string) =>
  world.db.outbox.count({
    where: { port: 'card', payload: { path: ['about'], equals: `submission:${submission}` } },
  })

describe('get_submission', () => {
  test('shows what is proposed to whoever may decide, with buttons of which Decline asks why', async () => {
    const { id } = await submit(world, 'Ana Souza', {
      pay_rate: hourly(80),
      bill_rate: hourly(110),
      note: 'Led the claims rewrite.',
    })
    const card = await cardFor('manager', id)
    expect(card.title).toMatch(/^Ana Souza for /)
    expect(factOf(card, 'Pay')).toContain('within the range')
    expect(factOf(card, 'Bill rate')).toContain('110')
    expect(factOf(card, 'Note')).toBe('Led the claims rewrite.')
    expect(factOf(card, 'Put forward by')).toContain('Rosa Delgado')
    expect(card.buttons).toEqual([
      {
        label: 'Approve',
        tool: 'review_submission',
        input: { submission: id, expected_version: 1, decision: 'approve' },
        style: 'primary',
      },
      {
        label: 'Decline',
        tool: 'review_submission',
        input: { submission: id, expected_version: 1, decision: 'decline' },
        asks: ['reason'],
        style: 'danger',
      },
    ])
    for (const alias of ['recruiter', 'viewer'] as const) expect(labels(await cardFor(alias, id))).toEqual([])
    const seen = await cardFor('viewer', id)
    expect([factOf(seen, 'Pay'), factOf(seen, 'Bill rate')]).toEqual([undefined, undefined])
    const foreign = await world.as('manager3').call('get_submission', { submission: id })
    expect(faultOf(foreign).code).toBe('not_found')
  })

  test('is declined by a click with a reason, which the submitter reads, and then has no buttons', async () => {
    const { id } = await submit(world, 'Bo Lund')
    const manager = world.as('manager')
    const card = await issueButtons(world.waist, await cardFor('manager', id), {
      allowed: [manager.id],
      conversation: undefined,
    })
    const decline = card.buttons[1]
    const token = tokenOf(world.waist.secret, decline?.id ?? '')
    expect(decline?.form?.fields).toMatchObject([{ name: 'reason', optional: false }])
    expect(faultOf((await world.as('recruiter').press(token)).result).code).toBe('denied')
    const { credential } = manager
    const fields = { reason: 'Too junior for the team' }
    const filled = await press(world.waist, { credential, door: 'terminal', token, fields })
    expect(done(filled.result)).toMatchObject({ status: 'declined' })
    const after = await cardFor('recruiter', id)
    expect(after.text).toBe('Mona Lindqvist has declined it.')
    expect(factOf(after, 'Reason')).toBe('Too junior for the team')
    expect(labels(await cardFor('manager2', id))).toEqual([])
    expect(await refreshes(id)).toBe(1)
  })

  test('has no buttons for one’s own, and no Approve once the opening is closed', async () => {
    const { id, job } = await submit(world, 'Cy Reed')
    done(await world.as('recruiter').call('close_job', { job, reason: 'filled' }))
    expect(await refreshes(id)).toBe(1)
    const card = await cardFor('manager', id)
    expect(labels(card)).toEqual(['Decline'])
    expect(card.text).toBe('The opening takes nobody any more.')
    const own = await submit(world, 'Di Moss')
    expect(labels(await cardFor('owner', own.id))).toEqual(['Approve', 'Decline'])
  })

  test('is shown anew when the candidate is called otherwise or the opening is', async () => {
    const { id, candidate, job } = await submit(world, 'Ed Novak')
    const recruiter = world.as('recruiter')
    done(await recruiter.call('update_candidate', { candidate, location: 'Boston, MA' }))
    expect(await refreshes(id)).toBe(0)
    done(await recruiter.call('update_candidate', { candidate, name: 'Edward Novak' }))
    done(await recruiter.call('update_job', { job, title: 'Claims Engineer' }))
    expect(await refreshes(id)).toBe(2)
    expect((await cardFor('manager', id)).title).toBe('Edward Novak for Claims Engineer')
  })

  test('of words that an outsider wrote it says so', async () => {
    const { id } = await submit(world, 'Fay Noor', { note: 'Our own words.' })
    const own = await world.as('manager').call('get_submission', { submission: id })
    expect(own).toMatchObject({ outcome: 'done', tainted: false })
    const recruiter = world.as('recruiter')
    const input = {
      candidate: await addCandidate(recruiter, 'Gil Outer'),
      job: await openJob(recruiter, 'Outer'),
      note: 'Take him!',
      submitted_by: world.as('supplier').id,
      submitted_at: world.clock.now().subtract({ hours: 5 }).toString(),
    }
    const submission = done<{ id: string }>(await world.system('import_submission', input)).id
    const theirs = await world.as('manager').call('get_submission', { submission })
    expect(theirs).toMatchObject({ outcome: 'done', tainted: true })
  })
})
