import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { visibleText } from '../../support/teams/looks.ts'
import { openTeamsStage, type TeamsStage } from '../../support/teams/stage.ts'

let stage: TeamsStage

beforeAll(async () => {
  stage = await openTeamsStage()
})

afterAll(() => stage.close())

afterEach(() => {
  expect(stage.bot.teams.complaints).toEqual([])
})

describe('a click on a card', () => {
  it('of a stranger is told to them alone, and the card stays; then it decides once for both', async () => {
    const submission = await stage.submitted('ana')
    const [own, other] = [stage.last(stage.mona), stage.last(stage.marcus)]
    expect(visibleText(own)).toContain('Ana Souza')
    const stranger = await stage.bot.linked('manager3')
    own.conversation.members.push(stranger)
    const refused = await stage.bot.teams.execute({
      user: stranger,
      message: own,
      label: 'Approve',
    })
    expect(refused.body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.stringMatching(/somebody else/),
    })
    expect(own.edits).toBe(0)
    const answers = await Promise.all(
      [stage.mona, stage.mona, stage.marcus].map((user) =>
        stage.bot.teams.execute({ user, message: user === stage.mona ? own : other, label: 'Approve' }),
      ),
    )
    for (const { body, status } of answers) {
      expect(status).toBe(200)
      expect(body).toMatchObject({ statusCode: 200, type: expect.any(String), value: expect.anything() })
    }
    await stage.bot.idle()
    await stage.carry()
    expect((await stage.submission(submission)).status).toBe('approved')
    const reviews = (await stage.world.activity()).filter(
      ({ tool, outcome, targetId }) =>
        tool === 'review_submission' && outcome === 'done' && targetId === submission,
    )
    expect(reviews).toHaveLength(1)
    for (const message of [own, other]) {
      expect(visibleText(message)).toMatch(/has approved it/)
      expect(visibleText(message)).not.toContain('Approve\n')
    }
  })

  it('with a form brings what was filled in', async () => {
    const submission = await stage.submitted('bo')
    const answer = await stage.bot.teams.execute({
      user: stage.mona,
      message: stage.last(stage.mona),
      label: 'Decline',
      inputs: { reason: 'The rate is too high.' },
    })
    expect(answer.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    const row = await stage.submission(submission)
    expect(row.status).toBe('declined')
    expect(visibleText(stage.last(stage.mona), stage.mona)).toContain('The rate is too high.')
  })

  it.each([
    ['an unknown verb', { verb: 'launch', data: {} }],
    ['no token', { verb: 'press', data: {} }],
    ['a token of nobody', { verb: 'press', data: { token: 'made up' } }],
  ])('that cannot be one is answered with words: %s', async (_what, action) => {
    await stage.bot.teams.say({ user: stage.rosa, text: 'hello' })
    await stage.bot.idle()
    const { status, body } = await stage.bot.teams.execute({
      user: stage.rosa,
      message: stage.last(stage.rosa),
      ...action,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ statusCode: expect.any(Number), type: expect.any(String) })
    expect(JSON.stringify(body?.value)).toMatch(/button|card/)
  })

  it('while nothing can be stored is answered with an error that says so', async () => {
    stage.failNext()
    const { body } = await stage.bot.teams.execute({
      user: stage.rosa,
      message: stage.last(stage.rosa),
      verb: 'press',
      data: { token: 'x' },
    })
    expect(body).toMatchObject({ statusCode: 503, type: 'application/vnd.microsoft.error' })
  })

  it('of another kind than we know is answered too', async () => {
    const common = stage.bot.teams.envelope(stage.rosa, {
      conversation: stage.bot.teams.personal(stage.rosa),
    })
    for (const name of ['task/fetch', 'composeExtension/query', undefined]) {
      const answer = await stage.bot.teams.invoke({ ...common, type: 'invoke', name, id: `f:${name}` })
      expect([answer.status, answer.body?.type]).toEqual([200, 'application/vnd.microsoft.error'])
    }
  })

  it('on what people think of an answer is recorded', async () => {
    await stage.bot.teams.say({ user: stage.rosa, text: 'how are you' })
    await stage.bot.idle()
    const answer = await stage.bot.teams.feedback({
      user: stage.rosa,
      message: stage.last(stage.rosa),
      reaction: 'dislike',
    })
    expect(answer.text).toBe('{}')
    await stage.bot.idle()
    const entry = await stage.world.db.inboxEntry.findFirst({
      where: { platform: 'teams' },
      orderBy: { id: 'desc' },
    })
    expect(entry?.content).toMatchObject({ kind: 'feedback', verdict: 'bad' })
  })
})

describe('a card that is opened again', () => {
  it('shows its reader the present state, and somebody else nothing of it', async () => {
    await stage.submitted('eve')
    const message = stage.last(stage.mona)
    const fresh = await stage.bot.teams.refresh({ user: stage.mona, message })
    expect(fresh?.body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' })
    expect(visibleText(message, stage.mona)).toContain('Approve')
    expect(await stage.bot.teams.refresh({ user: stage.marcus, message })).toBeUndefined()
    const runa = await stage.bot.linked('recruiter3')
    message.conversation.members.push(runa)
    const asked = { user: runa, message, verb: 'refresh', data: {} }
    expect((await stage.bot.teams.execute(asked)).body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: expect.not.stringContaining('Eve'),
    })
  })
})
