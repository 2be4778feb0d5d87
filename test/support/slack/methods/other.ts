import { randomBytes } from 'node:crypto'
import { checkView } from '../block-kit/view.ts'
import { checkBlocks } from '../block-kit.ts'
import { type Json, object } from '../json.ts'
import { invalidArguments, SlackRefusal } from '../refusal.ts'
import { findMessage } from '../state.ts'
import { install, uninstall } from '../workspace.ts'
import { channelOf, type Method, method, required } from './method.ts'

export const otherMethods: Readonly<Record<string, Method>> = {
  'apps.connections.open': {
    ...method(['connections:write'], 'unlimited', ({ state }) => {
      const ticket = randomBytes(8).toString('hex')
      state.tickets.add(ticket)
      return { url: `${state.url.replace(/^http/, 'ws')}/link/?ticket=${ticket}&app_id=${state.app.id}` }
    }),
    by: 'app',
  },
  'oauth.v2.access': {
    ...method([], 4, ({ state, args }) => {
      const { clientId, clientSecret } = state.app
      if (required(args, 'client_id') !== clientId) throw new SlackRefusal('invalid_client_id')
      if (required(args, 'client_secret') !== clientSecret) throw new SlackRefusal('bad_client_secret')
      const code = state.codes.get(required(args, 'code'))
      const workspace = state.workspaces.get(code?.team ?? '')
      if (code === undefined || workspace === undefined) throw new SlackRefusal('invalid_code')
      if (code.used) throw new SlackRefusal('code_already_used')
      if (code.redirect !== undefined && code.redirect !== args.redirect_uri) {
        throw new SlackRefusal('bad_redirect_uri')
      }
      code.used = true
      install(state, workspace, new Set(code.scopes))
      return {
        access_token: workspace.bot.token,
        token_type: 'bot',
        scope: code.scopes.join(','),
        bot_user_id: workspace.bot.user,
        app_id: state.app.id,
        team: { id: workspace.id, name: workspace.name },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: code.user },
      }
    }),
    by: 'anybody',
  },
  'reactions.add': method(['reactions:write'], 3, (call) => {
    const channel = channelOf(call)
    const message = findMessage(channel, required(call.args, 'timestamp'))
    if (message === undefined) throw new SlackRefusal('message_not_found')
    const name = required(call.args, 'name')
    const user = call.workspace.bot.user
    message.reactions ??= []
    const known = message.reactions.find((reaction) => reaction.name === name)
    if (known?.users.includes(user)) throw new SlackRefusal('already_reacted')
    if (known === undefined) message.reactions.push({ name, count: 1, users: [user] })
    else {
      known.users.push(user)
      known.count += 1
    }
    return {}
  }),
  'blocks.validate': method([], 'unlimited', ({ args }) => {
    const { blocks, message, view } = args
    if ([blocks, message, view].filter(Boolean).length !== 1) {
      throw invalidArguments('exactly one of blocks, view, message must be given')
    }
    if (view !== undefined) return verdict('invalid_view', checkView(view))
    if (message !== undefined) {
      return verdict('invalid_message', checkBlocks(object(message).blocks ?? [], 'message'))
    }
    return verdict('invalid_blocks', checkBlocks(blocks, 'message'))
  }),
  'auth.revoke': method([], 3, ({ state, workspace }) => {
    uninstall(state, workspace)
    return { revoked: true }
  }),
}

function verdict(code: string, complaints: readonly string[]): Json {
  if (complaints.length === 0) return {}
  const errors = complaints.map((complaint) => {
    const [, message = complaint, pointer = ''] = /^(.*) \[json-pointer:(.*)\]$/.exec(complaint) ?? []
    return { code, message, pointer }
  })
  throw new SlackRefusal(code, { errors })
}
