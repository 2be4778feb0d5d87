import type { State, Workspace } from './state.ts'
import type { SlackUser } from './user.ts'

export type UserSeed = {
  id?: string
  /** The name in full; the handle is made of it. */
  name: string
  email?: string
  tz?: string
  confirmed?: boolean
  guest?: 'multi-channel' | 'single-channel'
  bot?: boolean
  deleted?: boolean
  /** The workspace of another organisation, for somebody who is met in a shared channel. */
  stranger?: string
}

/** Adds somebody to a workspace. */
export function addUser(state: State, workspace: Workspace, seed: UserSeed): SlackUser {
  const id = seed.id ?? state.id('U')
  const [first = seed.name, ...rest] = seed.name.split(' ')
  const team = seed.stranger ?? workspace.id
  const user: SlackUser = {
    id,
    team_id: team,
    name: seed.name.toLowerCase().replaceAll(' ', '.'),
    deleted: seed.deleted ?? false,
    real_name: seed.name,
    tz: seed.tz ?? 'Europe/Berlin',
    tz_label: 'Central European Time',
    tz_offset: 3600,
    profile: {
      real_name: seed.name,
      display_name: first.toLowerCase(),
      first_name: first,
      last_name: rest.join(' '),
      title: '',
      team,
      ...(seed.email === undefined ? {} : { email: seed.email }),
      avatar_hash: 'fake',
      image_72: `${state.url}/avatar/${id}.png`,
    },
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: seed.guest !== undefined,
    is_ultra_restricted: seed.guest === 'single-channel',
    is_bot: seed.bot ?? false,
    is_app_user: false,
    ...(seed.stranger === undefined ? {} : { is_stranger: true }),
    is_email_confirmed: seed.confirmed ?? true,
    updated: Math.floor(state.clock.now() / 1000),
    locale: 'en-US',
  }
  workspace.users.set(id, user)
  return user
}
