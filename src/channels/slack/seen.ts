import type { AllMiddlewareArgs } from '@slack/bolt'
import type { Seen } from './parse.ts'

/** The installation that a request came to, and who we are there. */
export function seenOf({
  isEnterpriseInstall,
  enterpriseId,
  teamId,
  botUserId,
}: AllMiddlewareArgs['context']): Seen {
  const tenant = isEnterpriseInstall ? (enterpriseId ?? teamId) : (teamId ?? enterpriseId)
  return { tenant: tenant ?? '', bot: botUserId }
}
