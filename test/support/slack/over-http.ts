import type { Attempt, Carry, Parcel, Retry } from './delivery.ts'
import { type Signing, signed } from './signature.ts'

export type Letterbox = { url: string; secret: string; patienceMs: number }

export type LetterOptions = { signing: Signing; timestamp?: number | undefined; retry?: Retry | undefined }

/** Carries parcels to the app's request URL, signed. */
export function overHttp(letterbox: Letterbox): Carry {
  return (parcel, retry) => post(letterbox, written(parcel), { signing: 'good', retry })
}

export type Written = { body: string; type: string }

/** The body of a parcel: JSON for events, a form for the rest. */
export function written({ type, payload }: Parcel): Written {
  if (type === 'events_api') return { body: JSON.stringify(payload), type: 'application/json' }
  const fields = type === 'interactive' ? { payload: JSON.stringify(payload) } : payload
  const form = new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  )
  return { body: form.toString(), type: 'application/x-www-form-urlencoded' }
}

/** Posts one letter and waits for the answer, no longer than Slack would. */
export async function post(
  { url, secret, patienceMs }: Letterbox,
  letter: Written,
  { signing, timestamp, retry }: LetterOptions,
): Promise<Attempt> {
  const { body, headers } = signed({ body: letter.body, secret, signing, timestamp })
  const began = performance.now()
  const took = () => performance.now() - began
  const again = retry === undefined ? {} : { retry }
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': letter.type,
        'user-agent': 'Slackbot 1.0',
        ...headers,
        ...retryHeaders(retry),
      },
      signal: AbortSignal.timeout(patienceMs),
      redirect: 'manual',
    })
    const answer = await response.text()
    const noRetry = response.headers.get('x-slack-no-retry') === '1'
    return { status: response.status, ms: took(), body: answer, noRetry, ...again }
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError'
    return { status: late ? 'timeout' : 'unreachable', ms: took(), body: String(error), ...again }
  }
}

function retryHeaders(retry: Retry | undefined): Readonly<Record<string, string>> {
  return retry === undefined
    ? {}
    : { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason }
}
