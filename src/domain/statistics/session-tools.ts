import { z } from 'zod'
import { consumeLink, createLink } from '../../access/links.ts'
import { createSession, endSession } from '../../access/sessions.ts'
import { Fault } from '../../platform/fault.ts'
import { choiceOf } from '../../tools/fields.ts'
import { type Context, defineTool } from '../../tools/tool.ts'
import { organisationOf } from '../people/service.ts'

const nothing = z.strictObject({})

/** Signing in is a call too, so that nobody is in unrecorded. The session's token is for the door's cookie alone. */
export const signIn = defineTool({
  name: 'sign_in',
  title: 'Sign in',
  description:
    'Redeems a one-time sign-in link and opens a session of the web. Returns the token for the cookie.',
  examples: ['sign in with this link', 'redeem my sign-in link', 'open a session'],
  permission: { resource: 'session', action: 'create' },
  effect: 'write',
  audience: 'internal',
  input: nothing,
  output: z.object({ session: z.uuid(), token: z.string(), hours: z.int() }),
  targets: () => [],
  run: async (context) => {
    const { tx, actor, now, newId, call } = context
    const linkId = actor.credential === 'link' ? actor.credentialId : undefined
    // A demo person needs no link; authentication has checked the database and the address.
    const redeemed =
      actor.credential === 'demo' || (linkId !== undefined && (await consumeLink(tx, linkId, now)))
    if (!redeemed)
      throw new Fault('unauthenticated', 'This sign-in link was used already. Please ask for a new one.')
    const session = newId()
    const { address, userAgent } = call
    const hours = (await organisationOf(context)).session_hours.absolute
    const token = await createSession(tx, { id: session, userId: actor.id, now, address, userAgent, hours })
    return { session, token, hours }
  },
})

/** Links are made by the command line alone, for the demo people and for whoever runs the server. */
export const issueSignInLink = defineTool({
  name: 'issue_sign_in_link',
  title: 'Issue a sign-in link',
  description:
    'Makes a one-time sign-in link for an active person. Returns its token, which works for an hour.',
  examples: ['make a sign-in link for rosa', 'new link for the owner', 'let sam sign in'],
  permission: { resource: 'sign_in_link', action: 'create' },
  effect: 'power',
  audience: 'internal',
  input: z.strictObject({
    email: z.email().describe('The address on record.').meta({ kind: 'email', sensitive: true }),
  }),
  output: z.object({ user: z.uuid(), name: z.string(), token: z.string() }),
  targets: () => [],
  preview: async (_context, { email }) => ({ facts: [{ label: 'For', value: email }] }),
  run: async ({ tx, actor, now, newId }, { email }) => {
    if (actor.kind !== 'system') throw new Fault('denied', 'Links are made on the server: parley link EMAIL.')
    const user = await tx.user.findFirst({ where: { email, status: 'active', kind: { not: 'system' } } })
    if (!user) throw new Fault('not_found', `Nobody active has the address ${email}.`)
    return {
      user: user.id,
      name: user.name,
      token: await createLink(tx, { id: newId(), userId: user.id, now }),
    }
  },
})

export const signOut = defineTool({
  name: 'sign_out',
  title: 'Sign out',
  description: 'Ends the session that makes this call. Returns nothing.',
  examples: ['sign me out', 'log out', 'end my session'],
  permission: { resource: 'session', action: 'end' },
  effect: 'write',
  audience: 'internal',
  input: nothing,
  output: z.object({}),
  targets: () => [],
  run: async ({ tx, actor, now }) => {
    if (actor.credential === 'session' && actor.credentialId) await endSession(tx, actor.credentialId, now)
    return {}
  },
})

export const pages = ['chat', 'pipeline', 'candidate', 'activity', 'connect', 'preferences'] as const

/** Opening a page is recorded by its name; what the page shows comes from further calls. */
export const openPage = defineTool({
  name: 'open_page',
  title: 'Open a page',
  description:
    'Says who opens a page of the web, for its heading. Returns name, kind, personas, zone and whether the notice was read.',
  examples: ['open the board', 'show the candidate page', 'go to chat'],
  permission: { resource: 'page', action: 'open' },
  effect: 'read',
  audience: 'internal',
  input: z.strictObject({ page: choiceOf(pages, 'Which page.') }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    email: z.string(),
    kind: z.string(),
    roles: z.array(z.string()),
    personas: z.array(z.string()),
    time_zone: z.string(),
    notice_acknowledged: z.boolean(),
    activity_notice: z.string().optional().describe('The words of the notice, until it is acknowledged.'),
    may: z
      .object({ move: z.boolean(), bulk: z.boolean(), note: z.boolean(), edit: z.boolean() })
      .describe('Which controls the pages show; each call is checked anyway.'),
    pages: z.array(z.object({ label: z.string(), path: z.string() })),
  }),
  targets: () => [],
  run: async (context) => ({
    ...whoOpens(context),
    ...(context.actor.noticeAcknowledged
      ? {}
      : { activity_notice: (await organisationOf(context)).activity_notice }),
  }),
})

/** The person as every page shows them, and the controls and pages that are theirs. */
function whoOpens({ actor, may }: Context) {
  return {
    id: actor.id,
    name: actor.name,
    email: actor.email,
    kind: actor.kind,
    roles: [...actor.roles],
    personas: [...actor.personas],
    time_zone: actor.timeZone,
    notice_acknowledged: actor.noticeAcknowledged,
    may: {
      move: may('application', 'update'),
      bulk: may('application', 'bulk'),
      note: may('candidate', 'note'),
      edit: may('candidate', 'update'),
    },
    pages: [
      { label: 'Chat', path: '/' },
      ...(actor.kind === 'internal' && may('application', 'read')
        ? [{ label: 'Pipeline', path: '/pipeline' }]
        : []),
      { label: 'Activity', path: '/activity' },
      { label: 'Connect', path: '/connect' },
      { label: 'Preferences', path: '/preferences' },
    ],
  }
}
