import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'

/** What a token may be; every kind but the good one has to be refused. */
export const tokenKinds = [
  'good',
  'no header',
  'no scheme',
  'not a token',
  'wrong audience',
  'wrong issuer',
  'wrong service url',
  'no service url',
  'expired',
  'not yet valid',
  'no expiry',
  'unendorsed',
  'forged',
  'altered',
  'unknown key',
  'none algorithm',
  'symmetric',
] as const
export type TokenKind = (typeof tokenKinds)[number]

type Claims = { audience: string; serviceUrl: string }

/** The issuer whose tokens prove that a request comes from Teams: its metadata, its keys, and tokens good and bad. */
export async function createIssuer(issuer = 'https://api.botframework.com') {
  const keys = { main: await keyPair(), other: await keyPair(), stranger: await keyPair() }
  const jwk = async (kid: 'main' | 'other', endorsements: string[]) => ({
    ...(await exportJWK(keys[kid].publicKey)),
    kid,
    use: 'sig',
    endorsements,
  })
  const jwks = { keys: [await jwk('main', ['msteams']), await jwk('other', ['webchat'])] }
  return {
    issuer,
    jwks,
    metadata: (base: string) => ({
      issuer,
      jwks_uri: `${base}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    }),
    /** The Authorization header of this kind; undefined is none at all. */
    header: async (kind: TokenKind, claims: Claims): Promise<string | undefined> => {
      if (kind === 'no header') return undefined
      if (kind === 'not a token') return 'Bearer not.a.token'
      const token = await tokenOf(kind, claims)
      return kind === 'no scheme' ? token : `Bearer ${token}`
    },
  }

  async function tokenOf(kind: TokenKind, claims: Claims): Promise<string> {
    const payload = { iss: issuer, aud: claims.audience, ...claimsOf(kind, claims) }
    if (kind === 'none algorithm') return new UnsecuredJWT(payload).encode()
    if (kind === 'symmetric') {
      const secret = new TextEncoder().encode(JSON.stringify(jwks.keys[0]))
      return new SignJWT(payload).setProtectedHeader({ alg: 'HS256', kid: 'main' }).sign(secret)
    }
    const signer = signers[kind] ?? 'main'
    const kid = kind === 'forged' ? 'main' : signer
    const token = await new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid })
      .sign(keys[signer].privateKey)
    return kind === 'altered' ? altered(token, payload) : token
  }
}

export type Issuer = Awaited<ReturnType<typeof createIssuer>>

const signers: Partial<Record<TokenKind, 'other' | 'stranger'>> = {
  forged: 'stranger',
  'unknown key': 'stranger',
  unendorsed: 'other',
}

function claimsOf(kind: TokenKind, { serviceUrl }: Claims) {
  const now = Math.floor(Date.now() / 1000)
  const usual = { serviceurl: serviceUrl, nbf: now - 60, exp: now + 3600 }
  const { serviceurl: _url, ...withoutService } = usual
  const { exp: _exp, ...endless } = usual
  const odd: Partial<Record<TokenKind, Record<string, unknown>>> = {
    'wrong issuer': { ...usual, iss: 'https://sts.example.test/' },
    'wrong audience': { ...usual, aud: '00000000-0000-4000-8000-00000000dead' },
    'wrong service url': { ...usual, serviceurl: 'https://evil.example.test/' },
    'no service url': withoutService,
    expired: { ...usual, exp: now - 3600 },
    'not yet valid': { ...usual, nbf: now + 3600 },
    'no expiry': endless,
  }
  return odd[kind] ?? usual
}

function altered(token: string, payload: object): string {
  const [head, , signature] = token.split('.')
  const body = Buffer.from(JSON.stringify({ ...payload, extra: 'claim' })).toString('base64url')
  return [head, body, signature].join('.')
}

function keyPair() {
  return generateKeyPair('RS256', { modulusLength: 2048 })
}
