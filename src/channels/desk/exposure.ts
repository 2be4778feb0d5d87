import { namesCandidate } from '../../domain/candidates/named-service.ts'
import { holdsPrivate, textsOf } from './discretion.ts'
import type { Office } from './office.ts'
import type { Shown } from './port.ts'

/**
 * True when others who read along would learn figures, addresses or the names of candidates that the person did not
 * write there themselves, whatever the answer rests on.
 */
export async function exposes({ waist }: Office, shown: Shown, said: string): Promise<boolean> {
  return holdsPrivate(shown, said) || namesCandidate(waist.db.reads, textsOf(shown).join('\n'), said)
}
