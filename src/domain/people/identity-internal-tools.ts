import { z } from 'zod'
import { choiceOf, idOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { linkIdentity as linkIdentityIn, prepareLink } from './identity-link-service.ts'
import { platformNames } from './identity-notice.ts'
import { isLinked, issueLinkCode } from './identity-service.ts'

const person = z.object({ id: z.uuid(), name: z.string() })

/** The desk asks for this, for somebody of a platform whom nobody here stands for yet. */
export const linkIdentity = defineTool({
  name: 'link_identity',
  title: 'Link an account',
  description:
    'Links a verified Slack or Teams account with a user: by the one-time code of that user, or by a mail address that ' +
    'the platform vouches for when the user holds no more than recruiter, viewer or outside rights. Returns the user.',
  examples: ['link ABCD-EFGH', 'link this slack account', 'connect this teams user'],
  permission: { resource: 'identity', action: 'link' },
  effect: 'power',
  audience: 'internal',
  input: z.strictObject({
    platform: choiceOf(['slack', 'teams'], 'Which platform.'),
    tenant: z.string().min(1).max(200).describe('Its workspace or tenant.'),
    subject: z.string().min(1).max(200).describe('Its id of the person.'),
    name: z
      .string()
      .trim()
      .transform((text) => text.slice(0, 120) || undefined)
      .optional()
      .describe('What the platform calls the person.')
      .meta({ kind: 'name', sensitive: true }),
    address: z
      .string()
      .max(320)
      .optional()
      .describe('The mail address that the platform has confirmed.')
      .meta({ kind: 'email', sensitive: true }),
    code: z
      .string()
      .max(100)
      .optional()
      .describe('The one-time code, as it was typed.')
      .meta({ kind: 'text', sensitive: true }),
    allowed: z.boolean().describe('True when the workspace or tenant is an allowed one.'),
  }),
  output: z.object({
    id: z.uuid(),
    user: person,
    proof: z.enum(['address', 'code']),
    again: z.boolean().describe('True when they were linked with each other already.'),
  }),
  targets: () => [],
  preview: async (_context, { platform }) => ({
    facts: [{ label: 'Platform', value: platformNames[platform] ?? platform }],
  }),
  prepare: prepareLink,
  run: linkIdentityIn,
  items: ({ id, user }) => [
    { target: { type: 'identity', id }, outcome: 'done' },
    { target: { type: 'user', id: user.id }, outcome: 'done' },
  ],
})

/** The page “Connect” asks for this; the code is shown there once and nowhere else. */
export const createLinkCode = defineTool({
  name: 'create_link_code',
  title: 'Make a code that links an account',
  description:
    'Makes a one-time code by which whoever enters it in Slack or Teams is linked with the caller. It works for ten ' +
    'minutes. Returns the code, for the page that shows it.',
  examples: ['get a code', 'make a link code', 'new code for slack'],
  permission: { resource: 'identity', action: 'connect' },
  effect: 'power',
  audience: 'internal',
  input: z.strictObject({}),
  output: z.object({ code: z.string(), expires_at: z.iso.datetime() }),
  targets: () => [],
  preview: async () => ({ facts: [] }),
  run: issueLinkCode,
})

const notice = {
  identity: idOf('identity', 'Which account.'),
  happened: choiceOf(['linked', 'unlinked'], 'What became of it.'),
  platform: choiceOf(['slack', 'teams'], 'Which platform.'),
  account: z
    .string()
    .max(120)
    .optional()
    .describe('What the platform calls the person.')
    .meta({ kind: 'name', sensitive: true }),
}

/** What people are shown when an account of theirs was linked or unlinked. */
export const getIdentityNotice = defineTool({
  name: 'get_identity_notice',
  title: 'Show what became of a linked account',
  description:
    'Shows the caller that an account of Slack or Teams was linked with them or unlinked. Returns whether it is linked now.',
  examples: ['what was linked', 'show the notice of the link', 'which account was unlinked'],
  permission: { resource: 'identity', action: 'read' },
  effect: 'read',
  audience: 'internal',
  input: z.strictObject(notice),
  output: z.object({ ...notice, linked: z.boolean() }),
  targets: ({ identity }) => [{ type: 'identity', id: identity }],
  run: async (context, input) => ({ ...input, linked: await isLinked(context, input.identity) }),
  card: ({ identity, happened, platform, account, linked }) => {
    const named = [platformNames[platform] ?? platform, 'account', account].filter(Boolean).join(' ')
    return {
      title: `Your ${named} was ${happened}`,
      text:
        happened === 'linked'
          ? 'Whatever is written to Parley there is done in your name. If this was not you, unlink it and tell whoever looks after Parley.'
          : 'Nothing that is written there is done in your name any more. A new code links it again.',
      buttons: linked
        ? [{ label: 'Unlink', tool: 'unlink_identity', input: { identity }, style: 'danger' }]
        : [],
      page: { label: 'Open “Connect”', path: '/connect' },
    }
  },
})
