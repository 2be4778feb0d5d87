import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What is made under PARLEY_SECRET. The secret itself stays in this closure. */
export type Secret = {
  /** HMAC-SHA-256 under a key of its own for each purpose, as base64url. */
  mac(purpose: string, text: string): string
}

export function createSecret(secret: string): Secret {
  return {
    mac: (purpose, text) => {
      const key = createHmac('sha256', secret).update(`parley:${purpose}`).digest()
      return createHmac('sha256', key).update(text).digest('base64url')
    },
  }
}

/** A fresh random token of 192 bits, as base64url. */
export function randomToken(): string {
  return randomBytes(24).toString('base64url')
}

/** What the database keeps of a token. A plain hash is enough, since tokens are random and long. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** Compares two texts in a time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
