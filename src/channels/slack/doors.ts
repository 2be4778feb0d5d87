import type { SlackConfig } from '../../platform/config.ts'
import { Fault } from '../../platform/fault.ts'

/** Which ways Slack reaches us, and whose token is used. */
export type SlackDoors = {
  http: { signingSecret: string } | undefined
  socket: { appToken: string } | undefined
  /** The one workspace's token, or the app's own credentials with which workspaces install it. */
  tokens: { botToken: string } | { clientId: string; clientSecret: string }
}

/**
 * What the settings open; undefined when none of Slack's is set. A Fault `invalid` names the setting that is missing,
 * and the program does not start.
 */
export function slackDoors(config: SlackConfig): SlackDoors | undefined {
  const { signingSecret, botToken, appToken, clientId, clientSecret } = config
  const { apiUrl, allowedTeams } = config
  const given = [signingSecret, botToken, appToken, clientId, clientSecret, apiUrl, allowedTeams[0]]
  if (given.every((value) => value === undefined)) return undefined
  if (!signingSecret && !appToken)
    throw missing(
      'SLACK_SIGNING_SECRET',
      'Slack needs SLACK_SIGNING_SECRET (requests over HTTP) or SLACK_APP_TOKEN (Socket Mode).',
    )
  const tokens = tokensOf(config)
  if ('clientId' in tokens && !signingSecret)
    throw missing(
      'SLACK_SIGNING_SECRET',
      'Workspaces install Parley over HTTP, and that needs SLACK_SIGNING_SECRET.',
    )
  return {
    http: signingSecret ? { signingSecret } : undefined,
    socket: appToken ? { appToken } : undefined,
    tokens,
  }
}

function tokensOf({ botToken, clientId, clientSecret }: SlackConfig): SlackDoors['tokens'] {
  if (botToken) return { botToken }
  if (clientId && clientSecret) return { clientId, clientSecret }
  throw missing(
    'SLACK_BOT_TOKEN',
    'Slack needs SLACK_BOT_TOKEN (one workspace), or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (workspaces install it).',
  )
}

function missing(field: string, words: string): Fault {
  return new Fault('invalid', `Parley cannot start with these settings. ${words}`, { field })
}
