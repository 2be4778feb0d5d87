import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import type { Model } from '../../../src/agent/minds.ts'
import type { Platform } from '../../../src/channels/desk/port.ts'
import { openSlack, type Slack } from '../../../src/channels/slack/app.ts'
import { readConfig } from '../../../src/platform/config.ts'
import { openDesk } from '../../support/desk.ts'
import type { Alias } from '../../support/people.ts'
import { execute } from '../../support/server.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../../support/slack/fake-slack.ts'
import type { SlackUser } from '../../support/slack/user.ts'
import { createWorld, type World } from '../../support/world.ts'
import { timersOf } from './desk-slack.ts'

type Options = {
  model?: Model
  slack?: FakeSlackOptions
  /** Settings besides the address of the fake; undefined takes one away. */
  env?: (slack: FakeSlack) => Record<string, string | undefined>
}

/** Slack's channel on a whole Parley, the real desk behind it, and a fake Slack before it. */
export async function openChannel({ slack: seed, env, model }: Options = {}) {
  const slack = await startFakeSlack(seed)
  const world = await createWorld()
  const config = readConfig({
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: slack.app.signingSecret,
    SLACK_BOT_TOKEN: slack.workspace.bot.token,
    SLACK_ALLOWED_TEAMS: slack.workspace.id,
    PARLEY_PUBLIC_URL: 'https://parley.test',
    ...env?.(slack),
  })
  const door = openSlack({ config, waist: world.waist, timers: timersOf(slack) })
  if (!door) throw new Error('Slack is off.')
  const desk = openDesk(world, model, {
    ports: new Map<Platform, Slack['port']>([['slack', door.port]]),
    allows: ({ tenant }) => tenant === slack.workspace.id,
  })
  const server = createServer(express().use(door.router)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  slack.connect(`${url}/slack/events`)
  await door.start(desk)
  return {
    slack,
    world,
    desk,
    door,
    url,
    /** Somebody of Northwind, in Slack with the address that they have in Parley. */
    meet: (alias: Alias) =>
      slack.addUser({ name: `${alias} of Northwind`, email: `${alias}@northwind.test` }),
    /** Somebody of Northwind who is linked already, as by a code. */
    link: (alias: Alias) => link(world, slack, alias),
    /** What was stored, oldest first. */
    arrivals: () => world.db.inboxEntry.findMany({ orderBy: { id: 'asc' } }),
    close: async () => {
      await door.stop()
      await desk.idle()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await slack.close()
      await world.close()
    },
  }
}

async function link(world: World, slack: FakeSlack, alias: Alias): Promise<SlackUser> {
  const user = slack.addUser({ name: `${alias} of Northwind` })
  const values = [randomUUID(), 'slack', slack.workspace.id, user.id, world.as(alias).id, 'code']
  await execute(
    world.database.ownerUrl,
    `set session_replication_role = replica;
     insert into platform_identity (id, platform, tenant, subject, user_id, proof, created_at)
     values (${values.map((value) => `'${value}'`).join(', ')}, now())`,
  )
  return user
}

export type OpenChannel = Awaited<ReturnType<typeof openChannel>>
