import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createConverse } from '../../../src/agent/converse.ts'
import type { Model } from '../../../src/agent/minds.ts'
import { createDesk, type WorkingDesk } from '../../../src/channels/desk/desk.ts'
import type { ChannelPort, Person, Platform } from '../../../src/channels/desk/port.ts'
import { openTeams, type TeamsParts } from '../../../src/channels/teams/listen.ts'
import type { TeamsConfig } from '../../../src/platform/config.ts'
import { idsFrom } from '../../../src/platform/id.ts'
import type { Alias } from '../people.ts'
import { execute } from '../server.ts'
import type { World } from '../world.ts'
import { startFakeTeams } from './fake-teams.ts'
import type { FakeUser, NewUser } from './state.ts'

export type TeamsBot = Awaited<ReturnType<typeof openTeamsBot>>

type Options = {
  model?: Model
  pace?: TeamsParts['pace']
  config?: Partial<TeamsConfig>
  /** Stands between the door and the desk. */
  desk?: (desk: WorkingDesk) => TeamsParts['desk']
}

/** Parley behind a fake Teams, with the real SDK and the real desk; what arrives is worked on at once, in this process. */
export async function openTeamsBot(world: World, options: Options = {}) {
  const { model, pace, config, desk: between = (real) => real } = options
  const teams = await startFakeTeams()
  const ports = new Map<Platform, ChannelPort>()
  const { desk, idle } = deskOf(world, { ports, model, tenant: teams.tenant })
  const opened = openTeams({
    config: { teams: { ...teams.config, ...config }, host: '127.0.0.1', publicUrl: undefined },
    waist: world.waist,
    log: world.waist.log,
    desk: between(desk),
    demo: true,
    pace: { startMs: 10, updateMs: 20, ...pace },
  })
  if (!opened) throw new Error('Teams was not opened.')
  ports.set('teams', opened.port)
  const server = express().use(opened.router).listen(0, '127.0.0.1')
  await once(server, 'listening')
  teams.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`)
  return {
    teams,
    desk,
    port: opened.port,
    /** Resolves when nothing is being worked on. */
    idle,
    /** Somebody of Teams who is linked as this person of Parley. */
    linked: (alias: Alias, more: Partial<NewUser> = {}) =>
      link(world, teams.addUser({ name: alias, upn: `${alias}@northwind.test`, ...more }), alias),
    personOf: ({ tenant, aad }: FakeUser): Person => ({ platform: 'teams', tenant, subject: aad }),
    close: async () => {
      await idle()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await teams.close()
    },
  }
}

function deskOf(
  world: World,
  {
    ports,
    model,
    tenant,
  }: { ports: ReadonlyMap<Platform, ChannelPort>; model: Model | undefined; tenant: string },
) {
  const working = new Set<Promise<void>>()
  const desk: WorkingDesk = createDesk({
    waist: world.waist,
    converse: createConverse(world.waist, { model }),
    ports,
    wake: (thread) => {
      const work = desk.work(thread).finally(() => working.delete(work))
      working.add(work)
    },
    self: { kind: 'system', purpose: 'desk' },
    allows: (person) => person.tenant === tenant,
    connectUrl: 'http://127.0.0.1:3000/connect',
  })
  const idle = async () => {
    while (working.size > 0) await Promise.all(working)
  }
  return { desk, idle }
}

async function link(world: World, user: FakeUser, alias: Alias): Promise<FakeUser> {
  const values = [idsFrom(world.clock)(), 'teams', user.tenant, user.aad, world.as(alias).id, 'code']
  await execute(
    world.database.ownerUrl,
    `set session_replication_role = replica;
     insert into platform_identity (id, platform, tenant, subject, user_id, proof, created_at)
     values (${values.map((value) => `'${value}'`).join(', ')}, now())`,
  )
  return user
}
