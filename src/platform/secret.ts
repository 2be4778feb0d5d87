import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** What is made under PARLEY_SECRET. The secret itself stays in this closure. */
export type Secret = {
  /** HMAC-SHA-256 under a key of its own for each purpose, as base64url. */
  mac(purpose: string, text: string): string
  /** Encrypts a text with AES-256-GCM under a key of its own for each purpose, as base64url. */
  seal(purpose: string, text: string): string
  /** The text that was sealed for this purpose. Throws when it was altered, or sealed under another secret. */
  open(purpose: string, sealed: string): string
}

const nonceBytes = 12
const tagBytes = 16

export function createSecret(secret: string): Secret {
  const keyFor = (purpose: string) => createHmac('sha256', secret).update(`parley:${purpose}`).digest()
  return {
    mac: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text).digest('base64url'),
    seal: (purpose, text) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', keyFor(`seal:${purpose}`), nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open: (purpose, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const nonce = bytes.subarray(0, nonceBytes)
      const decipher = createDecipheriv('aes-256-gcm', keyFor(`seal:${purpose}`), nonce)
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      const text = [decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]
      return Buffer.concat(text).toString('utf8')
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
