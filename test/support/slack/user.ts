/** A user as `users.info` tells of one, as far as programs look at it. */
export type SlackUser = {
  id: string
  team_id: string
  name: string
  deleted: boolean
  real_name: string
  tz: string
  tz_label: string
  tz_offset: number
  profile: {
    real_name: string
    display_name: string
    first_name: string
    last_name: string
    title: string
    team: string
    email?: string
    avatar_hash: string
    image_72: string
  }
  is_admin: boolean
  is_owner: boolean
  is_primary_owner: boolean
  is_restricted: boolean
  is_ultra_restricted: boolean
  is_bot: boolean
  is_app_user: boolean
  is_stranger?: boolean
  is_email_confirmed: boolean
  updated: number
  locale: string
}
