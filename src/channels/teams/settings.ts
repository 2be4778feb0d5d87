import type { Config, TeamsConfig } from '../../platform/config.ts'
import { Fault } from '../../platform/fault.ts'
import { isForThisMachine, isLoopbackName } from '../../platform/web-request.ts'

export type TeamsSettings = {
  appId: string
  appPassword: string
  /** The one tenant whose people are let in; undefined only for this machine alone. */
  tenantId: string | undefined
  openIdMetadata: string
  tokenIssuer: string
  tokenUrl: string
  /** True when services on this machine count as Microsoft's: in tests, and without an app id. */
  loopbackServices: boolean
  /** True without an app id: requests carry no proof, so only this machine may send any. */
  local: boolean
}

/**
 * How Teams is opened; undefined when nothing of it is set. Faults: invalid, naming what is missing, rather than a door
 * that lets everybody in.
 */
export function teamsSettings(
  config: Pick<Config, 'teams' | 'host' | 'publicUrl'>,
  demo: boolean,
): TeamsSettings | undefined {
  const { teams } = config
  const { local, ...variables } = teams
  if (!local && Object.values(variables).every((value) => value === undefined)) return undefined
  if (!teams.appId) return localSettings(config, demo)
  const { appPassword, tenantId } = teams
  if (!appPassword) throw missing('MICROSOFT_APP_PASSWORD')
  if (!tenantId) throw missing('MICROSOFT_TENANT_ID')
  return { ...addressesOf(teams), appId: teams.appId, appPassword, tenantId, local: false }
}

const botFramework = 'https://api.botframework.com'

function addressesOf({ openIdMetadata, tokenIssuer, oauthUrl, tenantId }: TeamsConfig) {
  const metadata = openIdMetadata ?? 'https://login.botframework.com/v1/.well-known/openidconfiguration'
  const login = oauthUrl ?? `https://login.microsoftonline.com/${tenantId ?? 'botframework.com'}`
  return {
    openIdMetadata: metadata,
    tokenIssuer: tokenIssuer ?? botFramework,
    tokenUrl: `${login.replace(/\/$/, '')}/oauth2/v2.0/token`,
    loopbackServices: isLoopbackName(new URL(metadata).hostname),
  }
}

function localSettings(config: Pick<Config, 'teams' | 'host' | 'publicUrl'>, demo: boolean): TeamsSettings {
  if (!config.teams.local) throw missing('MICROSOFT_APP_ID')
  if (!demo || !isForThisMachine(config))
    throw new Fault(
      'invalid',
      'Parley cannot start: PARLEY_TEAMS_LOCAL works on the demo database and for this machine alone. Set MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_TENANT_ID, or leave PARLEY_TEAMS_LOCAL out.',
      { field: 'PARLEY_TEAMS_LOCAL' },
    )
  const nobody = { appId: '', appPassword: '', tenantId: config.teams.tenantId }
  return { ...addressesOf(config.teams), ...nobody, loopbackServices: true, local: true }
}

function missing(variable: string): Fault {
  return new Fault(
    'invalid',
    `Parley cannot open Teams without ${variable}: anybody could speak for your people. Set it, or leave every MICROSOFT_ variable out.`,
    { field: variable },
  )
}

/** Services that carry messages of Teams. Whatever else an activity names gets neither a request nor a token. */
const serviceHosts =
  /^(smba\.trafficmanager\.net|([a-z0-9-]+\.)*botframework\.com|([a-z0-9-]+\.)*teams\.microsoft\.com)$/

/** Stores that take files of Teams. */
const storeHosts = /^(([a-z0-9-]+\.)+sharepoint\.com|([a-z0-9-]+\.)*microsoft\.com)$/

/** True when messages may be sent to this service. */
export function isTrustedService(settings: TeamsSettings, url: string): boolean {
  return isAt(settings, url, serviceHosts)
}

/** True when files may be put there. */
export function isTrustedStore(settings: TeamsSettings, url: string): boolean {
  return isAt(settings, url, storeHosts)
}

function isAt({ loopbackServices }: TeamsSettings, url: string, hosts: RegExp): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, hostname, username, password } = new URL(url)
  if (username || password) return false
  if (protocol === 'https:' && hosts.test(hostname)) return true
  return loopbackServices && /^https?:$/.test(protocol) && isLoopbackName(hostname)
}
