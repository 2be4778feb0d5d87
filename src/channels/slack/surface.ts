/**
 * All that Parley takes part in on Slack, in one place: the manifest asks for exactly this, and the listeners register
 * exactly this.
 */

/** Events of the Events API. */
export const events = [
  'message.im',
  'app_mention',
  'message.channels',
  'message.groups',
  'message.mpim',
  'app_home_opened',
  'app_context_changed',
  'agent_session_stopped',
  'app_uninstalled',
  'tokens_revoked',
] as const

export const commands = ['/parley'] as const

/** Ids of shortcuts in the menu of a message. */
export const shortcuts = ['add_to_candidate'] as const

/** Ids of what can be clicked; those with several of a kind are followed by a colon and a number. */
export const actions = {
  /** Clicks a button: its value is the token. */
  press: 'press',
  /** Opens the form of a button: its value is the token. */
  form: 'form',
  /** Opens a page of the console; Slack does that itself and only wants to hear that we heard. */
  page: 'page',
  /** Says a sentence as the person: its value is the sentence. */
  ask: 'ask',
  /** Opens the form of a tool without a card: its value is the name of the tool. */
  act: 'act',
  feedback: 'feedback',
  /** Suggests candidates while somebody types. */
  candidate: 'candidate',
} as const

/** What the bot may do in a workspace: the least that the events and the methods of this channel need. */
export const botScopes = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'im:history',
  'im:write',
  'mpim:history',
  'users:read',
  'users:read.email',
] as const

/** Where Slack reaches us over HTTP, behind the public address. */
export const paths = {
  /** Events, commands, clicks, forms and their suggestions. */
  events: '/slack/events',
  install: '/slack/install',
  redirect: '/slack/oauth_redirect',
} as const
