import type { Context } from '../../tools/tool.ts'

type Identity = { id: string; platform: string; name: string | null }

/** What people call each platform. */
export const platformNames: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Teams' }

/**
 * Tells the person that an account of theirs was linked or unlinked, where they are written to and by mail, so that
 * nobody acts in their name unnoticed. A linked account itself is told by the desk, in the conversation that linked it.
 */
export async function tellOwner(
  context: Context,
  happened: 'linked' | 'unlinked',
  { identity, user }: { identity: Identity; user: string },
): Promise<void> {
  const { platform, name } = identity
  const account = { platform, ...(name === null ? {} : { account: name }) }
  const effectKey = `identity:${identity.id}:${happened}:${context.call.id}`
  await context.deliver({
    effectKey,
    port: 'message',
    to: [user],
    tool: 'get_identity_notice',
    input: { identity: identity.id, happened, ...account },
    weight: 'news',
    ...(happened === 'linked' ? { except: identity.id } : {}),
  })
  await context.deliver({
    effectKey: `${effectKey}:mail`,
    port: 'mail',
    to: [user],
    payload: { template: `identity_${happened}`, ...account },
  })
}
