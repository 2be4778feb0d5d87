import type { AddressInfo } from 'node:net'
import { App, LogLevel } from '@slack/bolt'
import type { FakeSlack } from './fake-slack.ts'

/** A real Bolt app that the fake Slack talks to, over HTTP or Socket Mode. */
export async function startBoltApp(
  slack: FakeSlack,
  { listen, socket = false }: { listen: (app: App) => void; socket?: boolean },
) {
  const app = new App({
    token: slack.workspace.bot.token,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    logLevel: LogLevel.ERROR,
    ...(socket
      ? { socketMode: true, appToken: slack.app.token }
      : { signingSecret: slack.app.signingSecret }),
  })
  listen(app)
  const started = await app.start(0)
  if (!socket && 'address' in started) {
    const { port } = started.address() as AddressInfo
    slack.connect(`http://127.0.0.1:${port}/slack/events`)
  }
  return { app, close: async () => void (await app.stop()) }
}
