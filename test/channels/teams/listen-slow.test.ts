import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { waitFor } from '../../support/teams/fake-teams.ts'
import { visibleText } from '../../support/teams/looks.ts'
import { openTeamsStage, type TeamsStage } from '../../support/teams/stage.ts'

let stage: TeamsStage

beforeAll(async () => {
  stage = await openTeamsStage({ patienceMs: 0 })
})

afterAll(() => stage.close())

describe('work that takes longer than Teams waits', () => {
  it('is shown as being worked on, and the card changes when it is done', async () => {
    const submission = await stage.submitted('ana')
    const message = stage.last(stage.mona)
    const answer = await stage.bot.teams.execute({ user: stage.mona, message, label: 'Approve' })
    expect(answer.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    expect(visibleText(message, stage.mona)).toContain('Working on it…')
    await stage.bot.idle()
    await waitFor(() => visibleText(message, stage.mona).includes('has approved it'))
    expect((await stage.submission(submission)).status).toBe('approved')
  })

  it('and comes to nothing gives the card back', async () => {
    await stage.submitted('bo')
    const message = stage.last(stage.mona)
    const answer = await stage.bot.teams.execute({
      user: stage.mona,
      message,
      verb: 'press',
      data: { token: 'made up' },
    })
    expect(answer.body?.type).toBe('application/vnd.microsoft.card.adaptive')
    expect(visibleText(message, stage.mona)).toContain('Working on it…')
    await stage.bot.idle()
    await waitFor(() => visibleText(message, stage.mona).includes('Approve'))
    expect(stage.bot.teams.complaints).toEqual([])
  })
})
