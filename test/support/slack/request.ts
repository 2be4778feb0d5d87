import type { IncomingMessage, ServerResponse } from 'node:http'
import { isJson, type Json } from './json.ts'

/** The arguments of a call, from its form, its JSON body or its query. */
export type Arguments = { args: Json; token: string | undefined }

const written = new Set([
  'attachments',
  'blocks',
  'chunks',
  'files',
  'loading_messages',
  'message',
  'metadata',
  'prompts',
  'view',
])

/** Reads the arguments; undefined when the body is no JSON although it says so. */
export function readArguments(incoming: IncomingMessage, body: Buffer): Arguments | undefined {
  const query = Object.fromEntries(addressOf(incoming).searchParams)
  const text = body.toString('utf8')
  const json = incoming.headers['content-type']?.startsWith('application/json') ?? false
  const sent = json ? parsed(text) : Object.fromEntries(new URLSearchParams(text))
  if (!isJson(sent)) return undefined
  const all = Object.entries({ ...query, ...sent })
  const { token, ...args } = Object.fromEntries(all.map(([name, value]) => [name, readValue(name, value)]))
  const [, bearer] = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '') ?? []
  return { args, token: bearer ?? (typeof token === 'string' ? token : undefined) }
}

/** In a form, lists and objects come written as JSON. What is no JSON stays as it came and is refused later. */
function readValue(name: string, value: unknown): unknown {
  if (!written.has(name) || typeof value !== 'string') return value
  return parsed(value) ?? value
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export function addressOf(incoming: IncomingMessage): URL {
  return new URL(incoming.url ?? '/', 'http://fake-slack')
}

export async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export type Answer = { status: number; body: Json; headers?: Readonly<Record<string, string>> }

export function send(response: ServerResponse, { status, body, headers = {} }: Answer) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}
