import { connect } from '../../src/db/database.ts'
import { start } from '../../src/main.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { createLog } from '../../src/platform/log.ts'
import type { Call, Result } from '../../src/tools/call.ts'
import { invoke } from '../../src/tools/invoke.ts'
import type { Waist } from '../../src/tools/waist.ts'
import { createDatabase } from './database.ts'
import type { FakeMessagesApi } from './fake-messages-api.ts'
import { type Alias, addPeople, people } from './people.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './slack/fake-slack.ts'
import { type FakeTeams, startFakeTeams } from './teams/fake-teams.ts'
import { days, done } from './world.ts'

export type DeskHouse = Awaited<ReturnType<typeof openDeskHouse>>

type Options = {
  /** Who answers; guided mode when it is left out. */
  model?: FakeMessagesApi
  slack?: FakeSlackOptions
  /** How the product reaches the database, when that is not directly. */
  reach?: (url: string) => string
  env?: Readonly<Record<string, string>>
}

/**
 * The whole product as `npm start` opens it, on a database of its own with the people of Northwind Staffing, connected to
 * a fake Slack and a fake Teams. Members of both with an address at northwind.test are who they are at Northwind.
 */
export async function openDeskHouse({
  model,
  slack: slackOptions,
  reach = (url) => url,
  env = {},
}: Options = {}) {
  const database = await createDatabase()
  const made = await makePeople(database.appUrl)
  const [slack, teams] = await Promise.all([startFakeSlack(slackOptions), startFakeTeams()])
  const config = readConfig({
    DATABASE_URL: reach(database.ownerUrl),
    DATABASE_APP_URL: reach(database.appUrl),
    PARLEY_SECRET: 'a secret of this test run, long enough',
    PORT: '0',
    ...slackSettings(slack),
    ...teamsSettings(teams),
    ...(model ? { ANTHROPIC_API_KEY: model.key, ANTHROPIC_BASE_URL: model.baseUrl } : {}),
    ...env,
  })
  const running = await start(config, createLog('silent'))
  const { waist, converse } = running.house
  slack.connect(`${running.url}/slack/events`)
  teams.connect(`${running.url}/api/messages`)
  const system = bySystem(waist)
  done(await system('update_settings', { mail_domains: 'northwind.test' }))
  return {
    url: running.url,
    waist,
    converse,
    slack,
    teams,
    system,
    database,
    db: waist.db.reads,
    ...peopleOf(waist, made.people, { slack, teams }),
    activity: (where: object = {}) =>
      waist.db.reads.activityLog.findMany({ where, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
    close: async () => {
      await running.stop()
      await Promise.all([slack.close(), teams.close()])
      await database.drop()
    },
  }
}

function bySystem(waist: Waist) {
  const call = {
    credential: { kind: 'system', purpose: 'seed' },
    door: 'system',
    initiator: 'system',
  } as const
  return (tool: string, input: unknown) => invoke(waist, { ...call, tool, input })
}

function peopleOf(
  waist: Waist,
  ids: Record<Alias, string>,
  { slack, teams }: { slack: FakeSlack; teams: FakeTeams },
) {
  return {
    /** Somebody who acts outside the platforms, to set the stage and to look. */
    as: (alias: Alias) => actingOf(waist, ids[alias]),
    /** The account of somebody at Northwind in Slack. */
    inSlack: (alias: Alias) =>
      slack.addUser({ name: people[alias].name, email: `${alias}@northwind.test`, tz: people[alias].zone }),
    /** The account of somebody at Northwind in Teams. */
    inTeams: (alias: Alias) => teams.addUser({ name: people[alias].name, upn: `${alias}@northwind.test` }),
    /** Links an account by a one-time code, as those do who hold more than a recruiter. */
    code: async (alias: Alias) => {
      const result = await actingOf(waist, ids[alias]).call('create_link_code', {}, { door: 'web' })
      return done<{ code: string }>(result).code
    },
  }
}

async function makePeople(appUrl: string) {
  const db = connect(appUrl, { reads: 1, writes: 1 })
  try {
    return await addPeople(db, systemClock.now().subtract(days(100)))
  } finally {
    await db.close()
  }
}

function slackSettings({ apiUrl, app, workspace }: FakeSlack) {
  return {
    SLACK_API_URL: apiUrl,
    SLACK_SIGNING_SECRET: app.signingSecret,
    SLACK_BOT_TOKEN: workspace.bot.token,
    SLACK_ALLOWED_TEAMS: workspace.id,
  }
}

function teamsSettings({ config }: FakeTeams) {
  return {
    MICROSOFT_APP_ID: config.appId ?? '',
    MICROSOFT_APP_PASSWORD: config.appPassword ?? '',
    MICROSOFT_TENANT_ID: config.tenantId ?? '',
    MICROSOFT_OPENID_METADATA: config.openIdMetadata ?? '',
    MICROSOFT_TOKEN_ISSUER: config.tokenIssuer ?? '',
    MICROSOFT_OAUTH_URL: config.oauthUrl ?? '',
  }
}

function actingOf(waist: Waist, id: string) {
  const credential = { kind: 'owner', user: id } as const
  return {
    id,
    credential,
    call: (tool: string, input: unknown, more: Partial<Call> = {}): Promise<Result> =>
      invoke(waist, { credential, door: 'terminal', initiator: 'person', tool, input, ...more }),
  }
}
