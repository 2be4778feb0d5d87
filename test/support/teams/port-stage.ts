import type { Place } from '../../../src/channels/desk/port.ts'
import { type Fault, toFault } from '../../../src/platform/fault.ts'
import { createWorld } from '../world.ts'
import { openTeamsBot } from './bot.ts'
import type { FakeConversation, FakeUser, NewUser } from './state.ts'

export type PortStage = Awaited<ReturnType<typeof openPortStage>>

/** The port of Teams against a fake one, with people as they are needed. */
export async function openPortStage() {
  const world = await createWorld()
  const bot = await openTeamsBot(world)
  let count = 0
  const somebody = (more: Partial<NewUser> = {}): FakeUser => {
    count += 1
    return bot.teams.addUser({ name: `Person ${count}`, upn: `person${count}@northwind.test`, ...more })
  }
  const placeIn = (conversation: FakeConversation, scope: Place['scope'] = 'personal'): Place => {
    const { tenant, serviceUrl } = bot.teams
    return { platform: 'teams', tenant, channel: conversation.id, scope, service: serviceUrl }
  }
  return {
    world,
    bot,
    somebody,
    placeIn,
    chatOf: (user: FakeUser) => placeIn(bot.teams.personal(user)),
    /** Somebody who has installed the bot. */
    known: async (more: Partial<NewUser> = {}): Promise<FakeUser> => {
      const user = somebody(more)
      await bot.teams.install(user)
      return user
    },
    posted: (user: FakeUser) => bot.teams.messages(bot.teams.personal(user), 'bot'),
    close: async () => {
      await bot.close()
      await world.close()
    },
  }
}

/** The fault of work that has to fail. */
export async function faultIn(work: Promise<unknown>): Promise<Fault> {
  try {
    await work
  } catch (error) {
    return toFault(error)
  }
  throw new Error('It did not fail.')
}
