import type { Delivery } from './delivery.ts'
import { isJson, type Json, object } from './json.ts'
import { channelIn } from './people-act.ts'
import { parsed } from './request.ts'
import { respond } from './routes.ts'
import { workspaceOf } from './said.ts'
import type { Stage } from './stage.ts'
import { newResponseUrl, newTrigger } from './triggers.ts'
import { openDm } from './workspace.ts'

export type Command = {
  user: string
  /** With its slash. */
  command: string
  text?: string
  /** Where it is written; the conversation with the bot when it is left out. */
  channel?: string
}

export type Commanded = { delivery: Delivery; trigger: string; responseUrl: string; channel: string }

/** Somebody writes a slash command. What the app answers at once is shown where it was written. */
export async function command({ state, office }: Stage, { user, command, text = '', channel }: Command) {
  const workspace = workspaceOf(state, user)
  const place = channel ?? openDm(state, workspace, user).id
  const target = { team: workspace.id, channel: place, user }
  const trigger = newTrigger(state, { team: workspace.id, user })
  const responseUrl = newResponseUrl(state, target)
  const payload: Json = {
    token: 'fake-verification-token',
    team_id: workspace.id,
    team_domain: workspace.domain,
    channel_id: place,
    channel_name: channelIn(workspace, place).name,
    user_id: user,
    user_name: workspace.users.get(user)?.name,
    command,
    text,
    api_app_id: state.app.id,
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: trigger,
  }
  const delivery = await office.send({ type: 'slash_commands', payload })
  const answer = delivery.attempts.at(-1)
  if (answer?.status === 200 && answer.body !== '') respond(state, target, answerOf(answer.body))
  const commanded: Commanded = { delivery, trigger, responseUrl, channel: place }
  return commanded
}

function answerOf(body: string): Json {
  const read = parsed(body)
  return isJson(read) ? object(read) : { text: body }
}
