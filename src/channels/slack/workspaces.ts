import type { AuthorizeResult } from '@slack/bolt'
import type { InstallationStore, InstallProvider } from '@slack/oauth'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { Fault } from '../../platform/fault.ts'
import type { Log } from '../../platform/log.ts'
import { askSlack } from './fault.ts'
import { slackLog } from './log.ts'

/** Where a request came from, or whose token is needed. */
export type Source = {
  teamId?: string | undefined
  enterpriseId?: string | undefined
  isEnterpriseInstall: boolean
}

/** Speaks for the app in one workspace. `house`: the workspace, or the organisation, that installed it. */
export type Speaking = { client: WebClient; botUser: string | undefined; house: string | undefined }

export type Workspaces = {
  /** Who the app is there, with its token, as Bolt wants it. A Fault `not_found` when it is not installed. */
  authorize(source: Source): Promise<AuthorizeResult>
  /** The client for a workspace, or for an organisation that installed the app as a whole. */
  of(tenant: string): Promise<Speaking>
}

/** Milliseconds that one call may take. */
const patience = 15_000

/** The queue decides about another try, so the client makes none of its own. */
export function clientOptions(apiUrl: string | undefined, log: Log): WebClientOptions {
  return {
    logger: slackLog(log),
    timeout: patience,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  }
}

/** One workspace, whose token is a setting. */
export function oneWorkspace(token: string, options: WebClientOptions): Workspaces {
  const client = new WebClient(token, options)
  let known: ReturnType<typeof ask> | undefined
  const ask = async () => {
    const { user_id, bot_id, team_id, enterprise_id, is_enterprise_install } = await askSlack(() =>
      client.auth.test(),
    )
    const result: AuthorizeResult = {
      botToken: token,
      ...(user_id ? { botUserId: user_id } : {}),
      ...(bot_id ? { botId: bot_id } : {}),
      ...(team_id ? { teamId: team_id } : {}),
      ...(enterprise_id ? { enterpriseId: enterprise_id } : {}),
    }
    return { result, house: is_enterprise_install ? enterprise_id : team_id }
  }
  /** Asked once; a failure is not kept. */
  const look = async () => {
    known ??= ask()
    try {
      return await known
    } catch (error) {
      known = undefined
      throw error
    }
  }
  return {
    authorize: async () => ({ ...(await look()).result }),
    of: async () => {
      const { result, house } = await look()
      return { client, botUser: result.botUserId, house }
    },
  }
}

/** Every workspace that installed the app. Tokens that rotate are renewed on the way. */
export function manyWorkspaces(
  installer: Pick<InstallProvider, 'authorize'>,
  installations: InstallationStore,
  options: WebClientOptions,
): Workspaces {
  const clients = new Map<string, { token: string; client: WebClient }>()
  const authorize = ({ teamId, enterpriseId, isEnterpriseInstall }: Source): Promise<AuthorizeResult> =>
    unwrapped(
      isEnterpriseInstall && enterpriseId
        ? installer.authorize({ teamId, enterpriseId, isEnterpriseInstall: true })
        : installer.authorize({ teamId: teamId ?? '', enterpriseId, isEnterpriseInstall: false }),
    )
  return {
    authorize,
    of: async (tenant) => {
      const source = { teamId: tenant, enterpriseId: undefined, isEnterpriseInstall: false }
      const { team, enterprise, isEnterpriseInstall } = await installations.fetchInstallation(source)
      const { botToken = '', botUserId } = await authorize(source)
      const kept = clients.get(tenant)
      const client = kept?.token === botToken ? kept.client : new WebClient(botToken, options)
      clients.set(tenant, { token: botToken, client })
      return { client, botUser: botUserId, house: isEnterpriseInstall ? enterprise?.id : team?.id }
    },
  }
}

/** The installer wraps what our own store throws. */
async function unwrapped<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    throw faultIn(error) ?? error
  }
}

/** The Fault of ours inside an error of Slack's libraries. */
export function faultIn(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error
  if (!(error instanceof Error)) return undefined
  return faultIn('original' in error ? error.original : error.cause)
}
