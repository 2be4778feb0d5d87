import type { IncomingMessage } from 'node:http'

/** The address at the other end of the connection; headers that claim another are not believed. */
export function addressOf(request: IncomingMessage): string {
  return request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'unknown'
}

/** True when the doors are open to this machine alone: the listener is on loopback, and no public address stands before it. */
export function isForThisMachine({
  host,
  publicUrl,
}: {
  host: string
  publicUrl: string | undefined
}): boolean {
  return isLoopbackName(host) && (publicUrl === undefined || isLoopbackName(new URL(publicUrl).hostname))
}

/** True for the names of this machine itself. */
export function isLoopbackName(name: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(name)
}

const forwarded = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'via',
]

/** True when the caller sits on this machine and no proxy passed the request on. Demo powers need it. */
export function isLoopback(request: IncomingMessage): boolean {
  const address = addressOf(request)
  const local = address === '::1' || address.startsWith('127.')
  return local && !forwarded.some((name) => request.headers[name] !== undefined)
}

/** The cookie that holds the session; over TLS its name binds it to this host. */
export function sessionCookie(secure: boolean): string {
  return secure ? '__Host-parley' : 'parley'
}

/** The value of one cookie of a request. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=')
    if (key === name) return value.join('=')
  }
  return undefined
}
