import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carry } from '../../support/desk.ts'
import { type Staged, stagePipeline } from '../../support/pipeline.ts'
import type { SlackUser } from '../../support/slack/user.ts'
import { done } from '../../support/world.ts'
import { type OpenChannel, openChannel } from './open-channel.ts'

let open: OpenChannel
let staged: Staged

beforeAll(async () => {
  open = await openChannel()
  staged = await stagePipeline(open.world)
})
afterAll(() => open.close())

const homeOf = ({ id }: SlackUser) =>
  open.slack.waitFor(() => {
    const home = open.slack.home(id)
    return home && open.slack.visibleView(home)
  }, 'a home')

type Change = Parameters<OpenChannel['slack']['userChange']>[1]

describe.each<[string, Change]>([
  ['guest', { is_restricted: true }],
  ['stranger of another company', { is_stranger: true }],
])('a linked account that became a %s', (_, change) => {
  it('sees nothing in the App Home', async () => {
    const mona = await open.link('manager')
    const input = { candidate: staged.people.ana.candidate, job: staged.jobs.backend }
    if (!(await open.world.db.submission.findFirst()))
      done(await open.world.as('recruiter').call('submit_candidate', input))
    await open.slack.userChange(mona.id, change)
    await open.slack.openHome(mona.id)
    const home = await homeOf(mona)
    expect(home).not.toContain('Ana Souza')
    expect(home).toContain('does not know you here')
  })

  it('is suggested no candidates', async () => {
    const rosa = await open.link('recruiter')
    expect(await suggestedTo(rosa)).toContain('Ana Souza')
    await open.slack.userChange(rosa.id, change)
    open.world.clock.advance({ minutes: 16 })
    expect(await suggestedTo(rosa)).not.toContain('Ana Souza')
  })

  it('opens no form of a button that was for its person', async () => {
    const mona = await open.link('manager')
    const name = change.is_restricted ? 'bo' : 'eve'
    const input = { candidate: staged.people[name].candidate, job: staged.jobs.backend }
    done(await open.world.as('recruiter').call('submit_candidate', input))
    await carry(open.world, open.desk)
    const message = open.slack.dm(mona.id).at(-1)
    await open.slack.userChange(mona.id, change)
    open.world.clock.advance({ minutes: 16 })
    await open.slack.click({ user: mona.id, message: message ?? { ts: '' }, label: 'Decline' })
    await open.desk.idle()
    expect(open.slack.openView(mona.id)).toBeUndefined()
  })
})

async function suggestedTo({ id }: SlackUser): Promise<string> {
  const [attempt] = await open.slack.deliver({
    type: 'block_suggestion',
    user: { id, team_id: open.slack.workspace.id },
    team: { id: open.slack.workspace.id },
    action_id: 'candidate',
    block_id: 'field:candidate',
    value: 'Ana',
  })
  return attempt?.body ?? ''
}
