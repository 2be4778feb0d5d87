import type { AllMiddlewareArgs, AnyMiddlewareArgs } from '@slack/bolt'
import { attends } from './attends.ts'
import type { HeldApp } from './held-app.ts'
import { listenToClicks } from './listen-clicks.ts'
import type { Listening } from './listening.ts'
import { parseCommand, parseHome, parseSpoken, parseStop, revokesOurs, type Seen } from './parse.ts'
import { seenOf } from './seen.ts'
import { showHome } from './show-home.ts'
import { suggestPrompts } from './suggest-prompts.ts'
import { commands } from './surface.ts'

type Context = AllMiddlewareArgs['context']

/** Listens to everything that Slack sends, whichever way it came. What is to be answered is stored before it is acknowledged. */
export function listen(app: HeldApp, on: Listening): void {
  app.onUnreadable = () => on.background.run('record', () => on.reports.odd('an unreadable request'))
  app.event('message', ({ body, context }) => hear(on, body, seenOf(context)))
  app.event('app_mention', ({ body, context }) => hear(on, body, seenOf(context)))
  app.event('app_home_opened', async ({ body, context }) => greet(on, body, seenOf(context)))
  app.event('app_context_changed', async ({ event }) => {
    on.waist.log.debug({ user: event.user }, 'somebody looks at something else in Slack')
  })
  app.event('agent_session_stopped', ({ body, context }) => stop(on, body, seenOf(context)))
  app.event('app_uninstalled', ({ body, context }) => forget(on, body, context))
  app.event('tokens_revoked', async ({ body, context }) => {
    if (revokesOurs(body)) await forget(on, body, context)
  })
  app.command(commands[0], async ({ body, context, ack }) => {
    const arrival = parseCommand(body, seenOf(context))
    if (!arrival) return on.reports.odd('a command')
    await on.desk.take(arrival)
    await ack({ response_type: 'ephemeral', text: 'I am answering you one to one, in our direct messages.' })
  })
  listenToClicks(app, on)
}

type Body = AnyMiddlewareArgs['body']

async function hear({ waist, desk, reports }: Listening, body: Body, seen: Seen): Promise<void> {
  const heard = parseSpoken(body, seen)
  if (heard === 'ignored') return
  if (!heard) return reports.odd('a message')
  if (heard.attended && !(await attends(waist, heard.arrival.place))) return
  await desk.take(heard.arrival)
}

/** Nothing here has to outlive the program, so it is done after the acknowledgement. */
function greet(on: Listening, body: Body, seen: Seen): void {
  const home = parseHome(body, seen)
  if (!home) on.background.run('record', () => on.reports.odd('an opened home'))
  else if (home.tab === 'home') on.background.run('show home', () => showHome(on, home))
  else on.background.run('suggest prompts', () => suggestPrompts(on, home))
}

async function stop({ desk, stops, reports }: Listening, body: Body, seen: Seen): Promise<void> {
  const asked = parseStop(body, seen)
  if (!asked) return reports.odd('a stop')
  // Whoever did not ask for the answer cannot stop it.
  if (await desk.stop(asked.place, asked.person)) stops.stop(asked.place)
}

/** The workspace took the app away: its token is good for nothing any more. */
async function forget({ installations, waist }: Listening, body: Body, context: Context): Promise<void> {
  const { teamId, enterpriseId, isEnterpriseInstall } = context
  waist.log.warn({ workspace: teamId ?? enterpriseId }, 'Parley was removed from a Slack workspace')
  const own = 'team_id' in body && typeof body.team_id === 'string' ? body.team_id : undefined
  await installations?.deleteInstallation(
    isEnterpriseInstall && enterpriseId
      ? { teamId: undefined, enterpriseId, isEnterpriseInstall: true }
      : { teamId: teamId ?? own ?? '', enterpriseId: undefined, isEnterpriseInstall: false },
  )
}
