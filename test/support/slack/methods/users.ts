import { SlackRefusal } from '../refusal.ts'
import type { SlackUser } from '../user.ts'
import { type Method, method, required } from './method.ts'

export const userMethods: Readonly<Record<string, Method>> = {
  'auth.test': {
    ...method([], 'unlimited', ({ state, workspace }) => ({
      url: `${state.url}/`,
      team: workspace.name,
      user: workspace.bot.name.toLowerCase(),
      team_id: workspace.id,
      user_id: workspace.bot.user,
      bot_id: workspace.bot.id,
      app_id: state.app.id,
      is_enterprise_install: false,
    })),
  },
  'users.info': method(['users:read'], 4, ({ token, workspace, args }) => {
    const user = workspace.users.get(required(args, 'user'))
    if (user === undefined) throw new SlackRefusal('user_not_found')
    return { user: asSeenWith(token.scopes, user) }
  }),
  'users.lookupByEmail': method(['users:read.email'], 3, ({ token, workspace, args }) => {
    const email = required(args, 'email').toLowerCase()
    const user = [...workspace.users.values()].find(({ profile }) => profile.email?.toLowerCase() === email)
    if (user === undefined || user.deleted) throw new SlackRefusal('users_not_found')
    return { user: asSeenWith(token.scopes, user) }
  }),
}

/** Addresses are shown to those who may read them, and never those of other organisations. */
function asSeenWith(scopes: ReadonlySet<string>, user: SlackUser): SlackUser {
  if (scopes.has('users:read.email') && !user.is_stranger) return user
  const { email: _, ...profile } = user.profile
  return { ...user, profile }
}
