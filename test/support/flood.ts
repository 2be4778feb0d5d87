import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { systemUserId } from '../../src/access/authenticate.ts'
import { roleNamed } from '../../src/access/roles.ts'
import { recordIn } from '../../src/activity/record.ts'
import { connect } from '../../src/db/database.ts'
import { systemClock, toDate } from '../../src/platform/clock.ts'
import { idsFrom } from '../../src/platform/id.ts'
import { type FakeMessagesApi, fakeMessagesApi } from './fake-messages-api.ts'
import { says } from './fake-messages-script.ts'
import { recordOfSetUp } from './people.ts'
import { runCommand, startProgram } from './program.ts'
import { type FakeSlack, startFakeSlack } from './slack/fake-slack.ts'

/** A machine that does much else besides may take its time; how long it took is what the bench tells. */
const patienceMs = 60_000

export type Flood = Awaited<ReturnType<typeof openFlood>>

/**
 * The product as a program of its own in `home`, with a Slack in which many people write, and a model that can be held
 * up. Its answer is the last message, so that each can be told from the others.
 */
export async function openFlood(home: string, writers: number, more: Record<string, string> = {}) {
  const [slack, model] = await Promise.all([startFakeSlack({ patienceMs }), fakeMessagesApi()])
  const { holdModel, release } = holding(model)
  const settings = settingsFor(slack, model)
  const open = () => startProgram(home, { ...settings, ...more })
  let program = await open()
  slack.connect(`${program.url}/slack/events`)
  const { output } = await runCommand(home, ['db-url'])
  const users = await addWriters(output.trim(), slack, writers)
  const database = new pg.Client({ connectionString: output.trim() })
  await database.connect()
  const { threads, pour } = writing(slack, users)
  const count = async (where: string) =>
    Number((await database.query(`select count(*) from inbox where ${where}`)).rows[0]?.count)
  return {
    slack,
    users,
    threads,
    count,
    model,
    settings,
    pid: () => program.child.pid ?? 0,
    /** Ends the program as a power cut does, and starts it anew. */
    kill: async () => {
      await program.kill()
      program = await open()
      slack.connect(`${program.url}/slack/events`)
    },
    holdModel,
    pour,
    /** Resolves when nothing waits any more. */
    drained: async (withinMs: number) => {
      const end = performance.now() + withinMs
      while ((await count('settled_at is null')) > 0) {
        if (performance.now() > end)
          throw new Error(`${await count('settled_at is null')} messages still wait.`)
        await pause(100)
      }
    },
    close: async () => {
      release()
      await database.end()
      await program.stop()
      await Promise.all([slack.close(), model.close()])
    },
  }
}

function settingsFor({ apiUrl, app, workspace }: FakeSlack, model: FakeMessagesApi) {
  return {
    PARLEY_LOG_LEVEL: 'error',
    SLACK_API_URL: apiUrl,
    SLACK_SIGNING_SECRET: app.signingSecret,
    SLACK_BOT_TOKEN: workspace.bot.token,
    SLACK_ALLOWED_TEAMS: workspace.id,
    ANTHROPIC_API_KEY: model.key,
    ANTHROPIC_BASE_URL: model.baseUrl,
  }
}

/** Lets the model wait: it answers with the number that it was told, as soon as it may. */
function holding(model: FakeMessagesApi) {
  let free: () => void = () => undefined
  let held: Promise<void> | undefined
  model.otherwise(({ body }) => {
    const last = JSON.stringify(body.messages.at(-1)?.content)
    return says(
      `You said ${/number \d+/.exec(last)?.[0] ?? last}.`,
      held === undefined ? {} : { after: held },
    )
  })
  const release = () => {
    held = undefined
    free()
  }
  return {
    release,
    /** From now on the model does not answer; calling the result lets it. */
    holdModel: () => {
      held = new Promise((resolve) => {
        free = resolve
      })
      return release
    },
  }
}

function writing(slack: FakeSlack, users: readonly string[]) {
  const threads = new Map<string, string>()
  /** One message, in the one thread of its writer. Gives the milliseconds until it was acknowledged. */
  const write = async (number: number): Promise<number> => {
    const user = users[number % users.length] ?? ''
    const thread = threads.get(user)
    const said = await slack.say({ user, text: `this is number ${number}`, ...(thread ? { thread } : {}) })
    if (!thread) threads.set(user, said.message.ts)
    const [attempt] = said.deliveries.flatMap((delivery) => delivery.attempts)
    if (attempt?.status !== 200) throw new Error(`Message ${number} was answered with ${attempt?.status}.`)
    return attempt.ms
  }
  return {
    threads,
    /** Messages from `first` on at an even pace. Gives how long each took to be acknowledged, in milliseconds. */
    pour: async (first: number, { messages, perSecond }: { messages: number; perSecond: number }) => {
      const began = performance.now()
      const written: Promise<number>[] = []
      for (let index = 0; index < messages; index += 1) {
        const due = began + (index * 1_000) / perSecond
        if (due > performance.now()) await pause(due - performance.now())
        written.push(write(first + index))
      }
      return Promise.all(written)
    },
  }
}

/** Recruiters with linked accounts in the Slack, in one recorded transaction; gives their ids there. */
async function addWriters(ownerUrl: string, slack: FakeSlack, writers: number): Promise<string[]> {
  const db = connect(ownerUrl, { reads: 1, writes: 1 })
  const newId = idsFrom(systemClock)
  const at = toDate(systemClock.now())
  const callId = newId()
  const people = Array.from({ length: writers }, (_, index) => {
    const name = `Writer ${index}`
    return { id: newId(), name, email: `writer${index}@northwind.test`, account: slack.addUser({ name }).id }
  })
  const times = { createdAt: at, updatedAt: at, noticeAcknowledgedAt: at }
  try {
    await db.transaction(callId, async ({ db: tx, sql }) => {
      await tx.user.createMany({
        data: people.map(({ id, name, email }) => ({
          id,
          name,
          email,
          kind: 'internal',
          timeZone: 'UTC',
          ...times,
        })),
      })
      const granted = {
        roleId: roleNamed('recruiter').id,
        startsAt: at,
        grantedBy: systemUserId,
        createdAt: at,
      }
      await tx.roleAssignment.createMany({
        data: people.map(({ id }) => ({ id: newId(), userId: id, ...granted })),
      })
      const linked = { platform: 'slack', tenant: slack.workspace.id, proof: 'code', createdAt: at }
      await tx.platformIdentity.createMany({
        data: people.map(({ id, account }) => ({ id: newId(), userId: id, subject: account, ...linked })),
      })
      await recordIn(sql, callId, [recordOfSetUp(callId, newId(), systemClock.now())])
    })
  } finally {
    await db.close()
  }
  return people.map(({ account }) => account)
}
