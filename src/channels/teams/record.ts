import type { Request } from 'express'
import { z } from 'zod'
import type { Credential } from '../../access/credential.ts'
import type { Fault } from '../../platform/fault.ts'
import type { Log } from '../../platform/log.ts'
import { addressOf } from '../../platform/web-request.ts'
import { invoke } from '../../tools/invoke.ts'
import type { Waist } from '../../tools/waist.ts'

const somebodySchema = z.object({
  from: z.object({ aadObjectId: z.string().min(1).max(200) }),
  conversation: z.object({ tenantId: z.string().min(1).max(200) }),
})

/**
 * Leaves a record of a request that was not taken: of nobody when it proved nothing, of the person it names when it came
 * from Teams and could not be read.
 */
export async function recordRefused(
  { waist, log }: { waist: Waist; log: Log },
  request: Request,
  fault: Fault,
): Promise<void> {
  if (fault.code !== 'unauthenticated' && fault.code !== 'invalid') return
  log.warn(
    { code: fault.code, why: fault.internal, address: addressOf(request) },
    'a request to Teams was refused',
  )
  try {
    await invoke(waist, {
      credential: fault.code === 'invalid' ? credentialOf(request.body) : { kind: 'none' },
      door: 'teams',
      tool: 'start_conversation',
      input: fault.code === 'invalid' ? { unreadable: true } : {},
      initiator: 'person',
      address: addressOf(request),
    })
  } catch (error) {
    // The request is refused all the same; what stands in the log is then all that is known of it.
    log.error({ err: error }, 'a refused request to Teams was not recorded')
  }
}

function credentialOf(body: unknown): Credential {
  const somebody = somebodySchema.safeParse(body)
  if (!somebody.success) return { kind: 'none' }
  const { from, conversation } = somebody.data
  return {
    kind: 'identity',
    platform: 'teams',
    tenant: conversation.tenantId,
    subject: from.aadObjectId.toLowerCase(),
  }
}
