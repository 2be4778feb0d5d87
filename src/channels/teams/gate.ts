import { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import type { AuthenticateRequestResult, ServiceClientCredentialsFactory } from 'botframework-connector'
import type { Activity } from 'botframework-schema'
import type { Request } from 'express'
import { toFault } from '../../platform/fault.ts'
import { isLoopback } from '../../platform/web-request.ts'
import type { Connector } from './connector.ts'
import { parseActivity, type TeamsActivity, tenantOf } from './parse.ts'
import { isTrustedService, type TeamsSettings } from './settings.ts'
import { createTokenCheck, refused } from './token.ts'

/** A request that comes from Teams, as botbuilder vouches for it. */
export type Admitted = { activity: TeamsActivity; turn: AuthenticateRequestResult }

/**
 * Lets in what comes from Teams, about the one tenant, through a service of Microsoft. Faults: unauthenticated for
 * everything else, invalid for an activity that cannot be read, unavailable when it cannot be told now.
 */
export function createGate(
  settings: TeamsSettings,
  authentication: ConfigurationBotFrameworkAuthentication,
): (request: Request) => Promise<Admitted> {
  const check = createTokenCheck(settings)
  return async (request) => {
    if (settings.local && !isLoopback(request)) throw refused('not from this machine')
    const header = request.headers.authorization
    const proof = settings.local ? undefined : await check(header)
    const activity = parseActivity(request.body)
    const { serviceUrl } = activity
    if (proof && proof.serviceUrl !== serviceUrl) throw refused('another service url')
    if (!isTrustedService(settings, serviceUrl)) throw refused('not a service of Teams')
    const tenant = tenantOf(activity)
    if (settings.tenantId !== undefined && tenant !== settings.tenantId) throw refused('another tenant')
    try {
      return {
        activity,
        turn: await authentication.authenticateRequest(request.body as Activity, header ?? ''),
      }
    } catch (error) {
      throw refused(toFault(error).internal ?? 'botbuilder')
    }
  }
}

/** botbuilder's own check of requests. What it would send goes through our transport too. */
export function botAuthentication(
  settings: TeamsSettings,
  { httpClient }: Pick<Connector, 'httpClient'>,
): ConfigurationBotFrameworkAuthentication {
  const microsoft = 'https://login.microsoftonline.com/botframework.com'
  return new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: settings.appId,
      ToChannelFromBotLoginUrl: microsoft,
      ToChannelFromBotOAuthScope: 'https://api.botframework.com',
      ToBotFromChannelTokenIssuer: settings.tokenIssuer,
      ToBotFromChannelOpenIdMetadataUrl: settings.openIdMetadata,
      ToBotFromEmulatorOpenIdMetadataUrl: `${microsoft}/v2.0/.well-known/openid-configuration`,
      OAuthUrl: 'https://api.botframework.com',
      CallerId: 'urn:botframework:azure',
    },
    credentialsOf(settings),
    undefined,
    undefined,
    { httpClient },
  )
}

/** botbuilder is told whose bot this is, and never a password: tokens are given out by the transport alone. */
function credentialsOf({ appId, local }: TeamsSettings): ServiceClientCredentialsFactory {
  return {
    isValidAppId: async (id) => id === appId,
    isAuthenticationDisabled: async () => local,
    createCredentials: async () => ({ signRequest: async (request) => request }),
  }
}
