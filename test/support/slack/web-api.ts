import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Fault, takeFault } from './faults.ts'
import { filled, type Json } from './json.ts'
import type { Method, MethodCall } from './methods/method.ts'
import { methods } from './methods/table.ts'
import { type RateLimiter, rateLimiter } from './rate-limits.ts'
import { SlackRefusal } from './refusal.ts'
import { type Answer, type Arguments, bodyOf, readArguments, send } from './request.ts'
import type { Call, State, Token, Workspace } from './state.ts'

type Exchange = { incoming: IncomingMessage; response: ServerResponse; name: string }

/** Answers `/api/<method>`. With `rateLimits`, each method takes no more calls than its tier allows. */
export function webApi(state: State, { rateLimits }: { rateLimits: boolean }) {
  const limiter = rateLimits ? rateLimiter() : undefined
  return async ({ incoming, response, name }: Exchange) => {
    const read = readArguments(incoming, await bodyOf(incoming))
    const fault = takeFault(state.faults, name)
    if (fault !== undefined && (await breaks(fault, response))) {
      record(state, { name, read, answer: undefined, how: faultName(fault) })
      return
    }
    const answer =
      read === undefined ? refused('invalid_json') : (injected(fault) ?? run(state, { name, read, limiter }))
    record(state, { name, read, answer, how: fault?.failure === 'lost' ? 'lost' : undefined })
    if (fault?.failure === 'lost') response.destroy()
    else send(response, answer)
  }
}

/** Breaks the exchange where the fault says so. True when there is nothing left to answer. */
async function breaks({ failure }: Fault, response: ServerResponse): Promise<boolean> {
  if (failure === 'reset') response.destroy()
  if (typeof failure === 'object' && 'until' in failure) await failure.until
  return failure === 'reset' || failure === 'timeout'
}

function faultName({ failure }: Fault): string {
  return typeof failure === 'string' ? failure : 'fault'
}

function injected(fault: Fault | undefined): Answer | undefined {
  if (fault?.failure === 'ratelimited') return limited(fault.retryAfterSeconds)
  if (fault?.failure === 'server error') return { status: 500, body: { ok: false, error: 'internal_error' } }
  if (typeof fault?.failure === 'object' && 'error' in fault.failure) return refused(fault.failure.error)
  return undefined
}

function run(
  state: State,
  { name, read, limiter }: { name: string; read: Arguments; limiter: RateLimiter | undefined },
): Answer {
  try {
    const known = methods[name]
    if (known === undefined) throw new SlackRefusal('unknown_method', { req_method: name })
    const call = admit(state, known, read)
    const wait = limiter?.take(bucketOf(name, known, call), known.tier, state.clock.now()) ?? 0
    if (wait > 0) return limited(wait)
    const body = known.run(call)
    const scopes = [...call.token.scopes].join(',')
    return { status: 200, body: { ok: true, ...body }, headers: { 'x-oauth-scopes': scopes } }
  } catch (error) {
    if (error instanceof SlackRefusal) return refused(error.code, error.extra)
    return { status: 500, body: { ok: false, error: 'internal_error', detail: String(error) } }
  }
}

const nowhere: Workspace = {
  id: '',
  name: '',
  domain: '',
  bot: { user: '', id: '', token: '', name: '' },
  users: new Map(),
  channels: new Map(),
  homes: new Map(),
  modals: new Map(),
}
const nobody: Token = { workspace: undefined, kind: 'app', scopes: new Set() }

/** Who calls, and whether they may. */
function admit(state: State, known: Method, { args, token: sent }: Arguments): MethodCall {
  if (known.by === 'anybody') return { state, token: nobody, workspace: nowhere, args }
  if (sent === undefined) throw new SlackRefusal('not_authed')
  const token = state.tokens.get(sent)
  if (token === undefined) {
    throw new SlackRefusal(state.revoked.has(sent) ? 'account_inactive' : 'invalid_auth')
  }
  if (token.kind !== known.by) throw new SlackRefusal('not_allowed_token_type')
  const call = { state, token, workspace: token.workspace ?? nowhere, args }
  const needed = scopesNeeded(known, call)
  if (needed.length > 0 && !needed.some((scope) => token.scopes.has(scope))) {
    throw new SlackRefusal('missing_scope', {
      needed: needed.join(','),
      provided: [...token.scopes].join(','),
    })
  }
  return call
}

function scopesNeeded({ scopes }: Method, { workspace, args }: MethodCall): readonly string[] {
  if (!isByKind(scopes)) return scopes
  const channel = workspace.channels.get(filled(args.channel) ?? '')
  return channel === undefined ? Object.values(scopes) : [scopes[channel.kind]]
}

function isByKind(scopes: Method['scopes']): scopes is Exclude<Method['scopes'], readonly string[]> {
  return !Array.isArray(scopes)
}

function bucketOf(name: string, { tier }: Method, { workspace, args }: MethodCall): string {
  return [name, workspace.id, tier === 'posting' ? filled(args.channel) : ''].join(':')
}

function refused(error: string, extra: Json = {}): Answer {
  return { status: 200, body: { ok: false, error, ...extra } }
}

function limited(seconds: number): Answer {
  return {
    status: 429,
    body: { ok: false, error: 'ratelimited' },
    headers: { 'retry-after': String(seconds) },
  }
}

type Recorded = {
  name: string
  read: Arguments | undefined
  answer: Answer | undefined
  how: string | undefined
}

function record(state: State, { name, read, answer, how }: Recorded) {
  const call: Call = {
    method: name,
    args: read?.args ?? {},
    team: state.tokens.get(read?.token ?? '')?.workspace?.id,
    at: state.clock.now(),
    status: answer?.status ?? 0,
  }
  const error = how ?? answer?.body.error
  if (typeof error === 'string') call.error = error
  if (answer !== undefined) call.answer = answer.body
  state.calls.push(call)
  state.onCall?.(call)
}
