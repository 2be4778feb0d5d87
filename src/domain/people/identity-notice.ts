import type { Context } from '../../tools/tool.ts'

type Identity = { id: string; platform: string; name: string | null }

/** What people call each platform. */
export const platformNames: Readonly<Record<string, string>> = { slack: 'Slack', teams: 'Teams' }

/**
 * Tells the person that an account of theirs was linked or unlinked, where they are written to and by mail, so that
 * nobody acts in their name unnoticed.
 */
export async function tellOwner(
  context: Context,
  happened: 'linked' | 'unlinked',
  { identity, user }: { identity: Identity; user: string },
): Promise<void> {
  const effectKey = `identity:${identity.id}:${happened}:${context.call.id}`
  await context.deliver({
    effectKey,
    port: 'message',
    to: [user],
    tool: 'list_my_identities',
    input: {},
    weight: 'news',
  })
  await context.deliver({
    effectKey: `${effectKey}:mail`,
    port: 'mail',
    to: [user],
    payload: {
      template: `identity_${happened}`,
      platform: identity.platform,
      ...(identity.name === null ? {} : { account: identity.name }),
    },
  })
}
