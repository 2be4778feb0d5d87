import { createHmac } from 'node:crypto'

/** How a request vouches for itself. `truncated` cuts the body after it was signed. */
export type Signing = 'good' | 'bad' | 'stale' | 'future' | 'truncated' | 'missing'

type Letter = { body: string; secret: string; signing: Signing; timestamp?: number | undefined }

/** Seconds that are more than Slack's five minutes away. */
const tooFar = 400

/**
 * The headers and the body of a request as Slack signs it. The timestamp is real time in seconds, since the receiver
 * compares it with its own clock.
 */
export function signed({ body, secret, signing, timestamp }: Letter) {
  const drift = { good: 0, bad: 0, truncated: 0, missing: 0, stale: -tooFar, future: tooFar }[signing]
  const at = timestamp ?? Math.floor(Date.now() / 1000) + drift
  const key = signing === 'bad' ? `${secret}-of-somebody-else` : secret
  const signature = `v0=${createHmac('sha256', key).update(`v0:${at}:${body}`).digest('hex')}`
  return {
    body: signing === 'truncated' ? body.slice(0, Math.floor(body.length / 2)) : body,
    headers:
      signing === 'missing'
        ? {}
        : { 'x-slack-request-timestamp': String(at), 'x-slack-signature': signature },
  }
}
