import type { Credential } from '../../access/credential.ts'
import { Fault } from '../../platform/fault.ts'

/** Words typed after the command, or undefined for a prompt. An empty text in quotes is a message too. */
export function parseWords(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : words.join(' ')
}

/** Adds `name=value` to what a button's form is given. Faults: invalid. */
export function parseField(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const [, name, value] = /^([a-z_]+)=(.*)$/s.exec(text) ?? []
  if (name === undefined || value === undefined)
    throw new Fault('invalid', `Write it as name=value: --field reason="the rate is too high"`, {
      field: 'field',
    })
  return { ...before, [name]: value }
}

/**
 * Who speaks in the terminal. `--as` is a demo power: it works on a database marked demo, which authentication checks.
 * Faults: unauthenticated, when nobody is named.
 */
export function parseSpeaker(as: string | undefined): Credential {
  if (as) return { kind: 'demo', email: as.trim(), loopback: true }
  throw new Fault(
    'unauthenticated',
    'Say who is speaking: parley chat --as recruiter@northwind.test "what should I do first?"',
  )
}
