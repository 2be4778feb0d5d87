import type { IncomingMessage, ServerResponse } from 'node:http'
import { readContents } from './contents.ts'
import { filled, isJson, type Json } from './json.ts'
import { botMessage, withBlockIds } from './posting.ts'
import { SlackRefusal } from './refusal.ts'
import { addressOf, bodyOf, parsed, send } from './request.ts'
import type { Route } from './server.ts'
import { type Channel, findMessage, type ResponseUrl, type State, type Workspace } from './state.ts'
import { responseUses } from './triggers.ts'

/** Takes the bytes of a file, as a form with one part or as they are. */
export function uploadRoute(state: State): Route {
  return async (incoming, response, id) => {
    const upload = state.uploads.get(id)
    const bytes = await fileOf(incoming)
    if (upload === undefined || bytes === undefined || bytes.length !== upload.announced) {
      response.writeHead(upload === undefined ? 404 : 400).end('Upload failed')
      return
    }
    upload.bytes = bytes
    response.writeHead(200).end(`OK - ${bytes.length}`)
  }
}

async function fileOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const body = await bodyOf(incoming)
  const type = incoming.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const file = [...form.values()].find((part) => typeof part !== 'string')
  return file && Buffer.from(await file.arrayBuffer())
}

/** Gives the bytes of a shared file to those who have a token. */
export function downloadRoute(state: State): Route {
  return (incoming, response, rest) => {
    const upload = state.uploads.get(rest.split('/')[0] ?? '')
    const [, token = ''] = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '') ?? []
    if (upload?.bytes === undefined || !state.tokens.has(token)) {
      response.writeHead(upload === undefined ? 404 : 403).end()
      return
    }
    response.writeHead(200, { 'content-type': upload.file.mimetype }).end(upload.bytes)
  }
}

/** Answers to an interaction by its address: five within half an hour. */
export function responseRoute(state: State): Route {
  return async (incoming, response, id) => {
    const target = state.responseUrls.get(id)
    const body = parsed((await bodyOf(incoming)).toString('utf8'))
    const refusal = refusalOf(state, target, body)
    if (refusal !== undefined || target === undefined || !isJson(body)) {
      return send(response, { status: 404, body: { ok: false, error: refusal ?? 'invalid_payload' } })
    }
    try {
      respond(state, target, body)
      target.uses += 1
      response.writeHead(200, { 'content-type': 'text/html' }).end('ok')
    } catch (error) {
      if (!(error instanceof SlackRefusal)) throw error
      send(response, { status: 400, body: { ok: false, error: error.code, ...error.extra } })
    }
  }
}

function refusalOf(state: State, target: ResponseUrl | undefined, body: unknown): string | undefined {
  if (target === undefined || state.clock.now() > target.expires) return 'expired_url'
  if (target.uses >= responseUses) return 'used_url'
  return isJson(body) ? undefined : 'invalid_payload'
}

/** What comes back to an interaction: a new message, or a change of the one it began on. */
export function respond(state: State, target: Omit<ResponseUrl, 'uses' | 'expires'>, body: Json) {
  const workspace = state.workspaces.get(target.team)
  const channel = workspace?.channels.get(target.channel)
  if (workspace === undefined || channel === undefined) throw new SlackRefusal('channel_not_found')
  if (body.delete_original === true) return forget(channel, target.message)
  const contents = readContents(body)
  const shown =
    findMessage(channel, target.message ?? '') ?? channel.ephemerals.find(({ ts }) => ts === target.message)
  if (body.replace_original === true && shown !== undefined) {
    shown.text = contents.text
    if (contents.blocks === undefined) delete shown.blocks
    else shown.blocks = withBlockIds(contents.blocks)
    return
  }
  const thread = filled(body.thread_ts)
  post(
    { state, workspace, channel },
    { ...contents, ...(thread && { thread_ts: thread }) },
    {
      to: target.user,
      everybody: body.response_type === 'in_channel',
    },
  )
}

function post(
  { state, workspace, channel }: { state: State; workspace: Workspace; channel: Channel },
  contents: Parameters<typeof botMessage>[1],
  { to, everybody }: { to: string; everybody: boolean },
) {
  const message = botMessage({ state, workspace }, contents)
  if (everybody) channel.messages.push(message)
  else channel.ephemerals.push({ ...message, recipient: to, channel: channel.id })
}

function forget(channel: Channel, ts: string | undefined) {
  channel.messages = channel.messages.filter((message) => message.ts !== ts)
  channel.ephemerals = channel.ephemerals.filter((message) => message.ts !== ts)
}

/** What a person answers on the page that asks whether the app may be installed. */
export type Consent = { workspace: Workspace; user: string; deny?: boolean }

/** The page of OAuth. The person has answered beforehand, so it leads straight back. */
export function authorizeRoute(state: State, consent: () => Consent): Route {
  return (incoming, response) => {
    const query = addressOf(incoming).searchParams
    const redirect = query.get('redirect_uri')
    if (query.get('client_id') !== state.app.clientId || redirect === null) {
      return refusePage(response, redirect === null ? 'no redirect_uri' : 'invalid_client_id')
    }
    const back = new URL(redirect)
    back.searchParams.set('state', query.get('state') ?? '')
    const { workspace, user, deny } = consent()
    if (deny) back.searchParams.set('error', 'access_denied')
    else {
      const code = state.id('code')
      const scopes = (query.get('scope') ?? '').split(',').filter(Boolean)
      state.codes.set(code, { team: workspace.id, user, scopes, redirect, used: false })
      back.searchParams.set('code', code)
    }
    response.writeHead(302, { location: back.href }).end()
  }
}

function refusePage(response: ServerResponse, why: string) {
  response.writeHead(400, { 'content-type': 'text/html' }).end(`<h1>Something went wrong: ${why}</h1>`)
}
