import type { Model } from '../../../src/agent/minds.ts'
import type { WorkingDesk } from '../../../src/channels/desk/desk.ts'
import type { TeamsParts } from '../../../src/channels/teams/listen.ts'
import { Fault } from '../../../src/platform/fault.ts'
import { carry } from '../desk.ts'
import type { Alias } from '../people.ts'
import { type StagedName, stagePipeline } from '../pipeline.ts'
import { createWorld, done } from '../world.ts'
import { openTeamsBot } from './bot.ts'
import { visibleText } from './looks.ts'
import type { FakeMessage, FakeUser } from './state.ts'

export type TeamsStage = Awaited<ReturnType<typeof openTeamsStage>>

/** Makes a client of that name when asked to; otherwise says what it heard. */
const model: Model = async (turn) => {
  const name = /^make (.*)$/.exec(turn.text)?.[1]
  if (name) await turn.call('create_client', { name }, { initiator: 'mind', mind: 'claude' })
  turn.emit(`You said: ${turn.text}`)
  return { text: `You said: ${turn.text}`, cards: [], tainted: false }
}

/** A world with people at work, behind a fake Teams where a recruiter and both managers of a team are. */
export async function openTeamsStage(pace: TeamsParts['pace'] = {}) {
  const world = await createWorld()
  const staged = await stagePipeline(world)
  const outage = createOutage()
  const bot = await openTeamsBot(world, { model, pace, desk: outage.between })
  const installed = async (alias: Alias) => {
    const user = await bot.linked(alias)
    await bot.teams.install(user)
    return user
  }
  const posted = (user: FakeUser) => bot.teams.messages(bot.teams.personal(user), 'bot')
  return {
    world,
    bot,
    rosa: await installed('recruiter'),
    mona: await installed('manager'),
    marcus: await installed('manager2'),
    /** The next deliveries cannot be stored. */
    failNext: outage.failNext,
    /** Brings out what waits in the outbox. */
    carry: () => carry(world, bot.desk),
    /** What somebody was written one to one. */
    said: (user: FakeUser) => posted(user).map((one) => visibleText(one)),
    last: (user: FakeUser): FakeMessage => {
      const message = posted(user).at(-1)
      if (!message) throw new Error('Nothing was posted.')
      return message
    },
    clients: (name: string) => world.db.client.count({ where: { name } }),
    /** A submission whose card both managers have. */
    submitted: async (name: StagedName): Promise<string> => {
      const input = { candidate: staged.people[name].candidate, job: staged.jobs.backend }
      const { id } = done<{ id: string }>(await world.as('recruiter').call('submit_candidate', input))
      await carry(world, bot.desk)
      return id
    },
    submission: (id: string) => world.db.submission.findUniqueOrThrow({ where: { id } }),
    close: async () => {
      await bot.close()
      await world.close()
    },
  }
}

/** Stands before the desk and fails in its place when it is told to. */
function createOutage() {
  let left = 0
  return {
    failNext: (count = 1) => {
      left = count
    },
    between: (desk: WorkingDesk): TeamsParts['desk'] => ({
      ...desk,
      take: async (arrival) => {
        left -= 1
        if (left >= 0) throw new Fault('unavailable', 'The database does not answer.')
        return desk.take(arrival)
      },
    }),
  }
}
