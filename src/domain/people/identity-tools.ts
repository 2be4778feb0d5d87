import { z } from 'zod'
import type { CardButton } from '../../tools/card.ts'
import { choiceOf, cursor, found, idOf, limit, pageOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import { platformNames } from './identity-notice.ts'
import { checkUnlink, listIdentities, unlinkIdentity as unlinkIdentityIn } from './identity-service.ts'

const identity = {
  ...found,
  platform: z.string(),
  account: z.string().optional().describe('What the platform called the person.'),
  workspace: z.string().optional(),
  user: z.object({ id: z.uuid(), name: z.string() }),
  proof: z.string().describe('How it was linked: code or address.'),
  linked_at: z.iso.datetime(),
}

/** Buttons that a card has room for. */
const mostButtons = 3

export const listMyIdentities = defineTool({
  name: 'list_my_identities',
  title: 'My linked accounts',
  description:
    'Lists the Slack and Teams accounts that are linked with the caller, from which Parley can be written to. With words ' +
    'it finds linked accounts by platform or by the name of the person, as far as the caller may see them. Returns the ' +
    'platform, the name there, how it was linked and when.',
  examples: [
    'which slack accounts are linked with me',
    'show my linked accounts',
    'is my teams account connected?',
    'list my linked slack and teams accounts',
    'from where can I write to you',
  ],
  permission: { resource: 'identity', action: 'read' },
  effect: 'read',
  input: z.strictObject({
    query: textOf('Slack or Teams, or the name of whose account it is.', 200, {
      kind: 'query',
      cues: ['of', 'named'],
    }).optional(),
    limit,
    cursor,
  }),
  output: pageOf(identity).extend({ hint: z.string().optional() }),
  finds: 'identity',
  lists: 'identity',
  targets: () => [],
  run: listIdentities,
  card: ({ items, total, next_cursor, hint }) => ({
    title: total === 0 ? 'No linked account' : total === 1 ? '1 linked account' : `${total} linked accounts`,
    text: [
      hint,
      total === 0
        ? 'The page “Connect” of Parley on the web gives you a code that links your account of Slack or Teams.'
        : 'Whoever writes from such an account acts with the rights of its owner here. If one is not yours, unlink it.',
      next_cursor === undefined ? undefined : `These are ${items.length}; say “show more” for the next.`,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
    ...(items.length === 0
      ? {}
      : {
          table: {
            columns: ['Account', 'Whose', 'How'],
            rows: items.map(({ platform, account, user, detail }) => [
              [platformNames[platform] ?? platform, account].filter(Boolean).join(' '),
              user.name,
              detail ?? '',
            ]),
          },
          buttons: items.slice(0, mostButtons).map(unlinkButton),
        }),
    page: { label: 'Open “Connect”', path: '/connect' },
  }),
})

export const unlinkIdentity = defineTool({
  name: 'unlink_identity',
  title: 'Unlink an account',
  description:
    "Takes a linked Slack or Teams account away: one's own at any time, that of somebody else with every permission that " +
    'the person holds. From then on nothing written there is done in their name; they are told. Returns what was unlinked.',
  examples: [
    'unlink my slack account',
    'disconnect teams from my user',
    'unlink the slack account of ravi menon',
    'remove the linked teams account of mona lindqvist',
  ],
  permission: { resource: 'identity', action: 'unlink' },
  effect: 'power',
  input: z.strictObject({
    identity: idOf('identity', 'Which linked account; not needed when it is the only one.').optional(),
    platform: choiceOf(['slack', 'teams'], 'Only an account there.', {
      teams: ['microsoft teams', 'ms teams'],
    }).optional(),
    user: idOf('user', 'Whose account, when it is not the own one.').optional(),
  }),
  output: z.object(identity),
  targets: (input) => (input.identity === undefined ? [] : [{ type: 'identity', id: input.identity }]),
  items: ({ id }) => [{ target: { type: 'identity', id }, outcome: 'done' }],
  preview: async (context, input) => {
    const { label, detail, user } = await checkUnlink(context, input)
    const whose = user.id === context.actor.id ? 'you' : user.name
    return {
      text: `Parley will no longer know ${whose} there, until the account is linked again.`,
      facts: [
        { label: 'Account', value: label },
        { label: 'How', value: detail },
      ],
    }
  },
  run: unlinkIdentityIn,
  card: ({ label, user }) => ({
    title: `Unlinked ${label}`,
    text: `Nothing that is written there is done in the name of ${user.name} any more, and ${user.name} is told.`,
  }),
})

function unlinkButton(item: { id: string; label: string }): CardButton {
  return {
    label: `Unlink ${item.label}`,
    tool: 'unlink_identity',
    input: { identity: item.id },
    style: 'danger',
  }
}
