import { distance } from 'fastest-levenshtein'

/** Who turned away from whom: we did, they did, or neither (the opening went away). */
export type Family = 'we' | 'they' | 'neither'

type Reason = {
  family: Family
  label: string
  /** Phrases in which people say it, folded; each names this reason alone. */
  words: readonly string[]
}

/**
 * Why an application is rejected, in three families. Pay and location stand in two
 * families, since it matters who could not agree.
 */
export const rejectionReasons = {
  skills: { family: 'we', label: 'Skills do not fit', words: ['skill', 'not technical', 'lacks', 'weak in'] },
  experience: { family: 'we', label: 'Too little experience', words: ['experience', 'too junior', 'years'] },
  level: { family: 'we', label: 'Wrong level', words: ['level', 'seniority', 'overqualified', 'too senior'] },
  our_pay: {
    family: 'we',
    label: 'Asks more than we can pay',
    words: [
      'too expensive',
      'asks too much',
      'over budget',
      'above the range',
      'over the range',
      'above budget',
    ],
  },
  our_location: {
    family: 'we',
    label: 'Location or work permit does not fit',
    words: ['work permit', 'visa', 'authorization', 'authorisation', 'cannot work there', 'too far away'],
  },
  values: { family: 'we', label: 'Way of working does not fit', words: ['values', 'way of working'] },
  check: {
    family: 'we',
    label: 'A check failed',
    words: ['check failed', 'failed check', 'reference', 'background'],
  },
  other_offer: {
    family: 'they',
    label: 'Took another offer',
    words: [
      'other offer',
      'another offer',
      'other job',
      'another job',
      'accepted elsewhere',
      'counter offer',
    ],
  },
  their_pay: {
    family: 'they',
    label: 'Pay too low for them',
    words: ['pay too low', 'too little money', 'wants more', 'rate too low', 'salary too low'],
  },
  timing: {
    family: 'they',
    label: 'Timing does not suit them',
    words: ['timing', 'not available', 'notice period'],
  },
  their_location: {
    family: 'they',
    label: 'Location does not suit them',
    words: ['commute', 'does not want to move', 'relocate', 'wants remote'],
  },
  process: {
    family: 'they',
    label: 'Left our process',
    words: [
      'process',
      'withdrew',
      'no longer interested',
      'not interested',
      'no answer',
      'ghosted',
      'no show',
    ],
  },
  closed: {
    family: 'neither',
    label: 'The opening was closed',
    words: ['closed', 'cancelled', 'canceled', 'frozen'],
  },
  filled: {
    family: 'neither',
    label: 'The opening was filled',
    words: ['filled', 'someone else', 'somebody else'],
  },
  duplicate: { family: 'neither', label: 'A duplicate', words: ['duplicate', 'twice', 'already in'] },
  client_declined: {
    family: 'neither',
    label: 'The client declined',
    words: ['client declined', 'client said no', 'client rejected', 'client refused', 'client does not want'],
  },
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof rejectionReasons

/** Every code, in the order of the families. */
export const reasonCodes = Object.keys(rejectionReasons) as ReasonCode[]

const families: Record<Family, string> = { we: 'We', they: 'They', neither: 'Neither' }

/** The reason in words, with its family first: "They: took another offer". */
export function reasonInWords(code: ReasonCode): string {
  const { family, label } = rejectionReasons[code]
  return `${families[family]}: ${label.charAt(0).toLowerCase()}${label.slice(1)}`
}

/** A stored reason in words for people: a code becomes its label, any other text stays as it was written. */
export function sayReason(reason: string | null): string | undefined {
  if (reason === null) return undefined
  return isReasonCode(reason) ? reasonInWords(reason) : reason
}

function isReasonCode(text: string): text is ReasonCode {
  return Object.hasOwn(rejectionReasons, text)
}

export type ReadReason =
  | { code: ReasonCode; said: string | undefined }
  | { code: undefined; options: readonly ReasonCode[]; unclear: 'several' | 'unknown' }

/**
 * Finds the rejection reason that a text means: a code, its label, or a sentence with words of exactly one reason, which
 * is then kept as `said`. Unclear text yields the codes it may mean, or the three that are spelt most alike.
 */
export function readReason(text: string): ReadReason {
  const plain = simplify(text)
  const named = reasonCodes.find((code) =>
    [simplify(code), simplify(rejectionReasons[code].label)].includes(plain),
  )
  if (named) return { code: named, said: undefined }
  const ambiguous = reasonCodes.filter((code) => simplify(code).endsWith(` ${plain}`))
  if (ambiguous.length > 0) return oneOf(ambiguous, undefined)
  const meant = reasonCodes.filter((code) =>
    rejectionReasons[code].words.some((words) => plain.includes(words)),
  )
  if (meant.length > 0) return oneOf(meant, text)
  return { code: undefined, options: nearest(plain), unclear: 'unknown' }
}

function oneOf(codes: readonly ReasonCode[], said: string | undefined): ReadReason {
  const [only, ...others] = codes
  if (only !== undefined && others.length === 0) return { code: only, said }
  return { code: undefined, options: codes, unclear: 'several' }
}

function nearest(plain: string): ReasonCode[] {
  const far = (code: ReasonCode) =>
    Math.min(distance(plain, simplify(code)), distance(plain, simplify(rejectionReasons[code].label)))
  return [...reasonCodes].sort((a, b) => far(a) - far(b)).slice(0, 3)
}

function simplify(text: string): string {
  return text
    .toLowerCase()
    .replace(/n't\b/g, ' not')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
