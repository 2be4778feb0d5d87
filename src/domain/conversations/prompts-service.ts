import type { Persona } from '../../access/actor.ts'
import type { Context } from '../../tools/tool.ts'
import { visibleCandidate, visibleJob, waitingApplication } from '../candidates/service.ts'
import { waitingReviews } from '../submissions/service.ts'
import { suggestPrompts } from './prompts.ts'
import { personaOf } from './thread-service.ts'

export type PromptRequest = {
  persona?: Persona | undefined
  candidate?: string | undefined
  job?: string | undefined
}

/** Sentences to begin with, for this person at this moment. Faults: invalid for a persona that they do not have, not_found. */
export async function suggestedPrompts(context: Context, asked: PromptRequest) {
  const persona = personaOf(context, asked.persona)
  const [candidate, job, waiting, reviews] = await Promise.all([
    asked.candidate === undefined ? undefined : visibleCandidate(context, asked.candidate),
    asked.job === undefined ? undefined : visibleJob(context, asked.job),
    context.may('application', 'read') ? waitingApplication(context) : undefined,
    context.may('submission', 'review') ? waitingReviews(context) : 0,
  ])
  const items = suggestPrompts({
    persona,
    now: context.now.toZonedDateTimeISO(context.actor.timeZone),
    may: context.may,
    candidate: candidate?.name,
    job: job?.title,
    waiting,
    reviews,
  })
  return { persona, items }
}
