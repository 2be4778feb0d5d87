import { forgetButtons } from './button.ts'
import { forgetConfirmations } from './confirm.ts'
import { forgetOutbox } from './outbox.ts'
import type { Waist } from './waist.ts'

/** Hours for which a late click still learns what became of its card. */
const rememberedHours = 24
const dayMs = 24 * 60 * 60 * 1000

type Remembering = Pick<Waist, 'db' | 'clock' | 'log'>

/**
 * Deletes the stored calls of cards that nobody can click any more, and what left or was called later a month ago. Answers
 * how many there were of each.
 */
export async function forgetSpent({ db, clock }: Pick<Remembering, 'db' | 'clock'>) {
  const before = clock.now().subtract({ hours: rememberedHours })
  const buttons = await forgetButtons(db.reads, before)
  const confirmations = await forgetConfirmations(db.reads, before)
  const outbox = await forgetOutbox(db.reads, clock.now())
  return { buttons, confirmations, outbox }
}

/** Forgets now and once a day, until stopped. It never keeps the process alive. */
export function keepForgetting(waist: Remembering): { stop(): void } {
  const round = () =>
    void forgetSpent(waist).then(
      (forgotten) => {
        if (forgotten.buttons + forgotten.confirmations + forgotten.outbox > 0)
          waist.log.info(forgotten, 'stored calls that are over were deleted')
      },
      (error: unknown) => waist.log.error({ err: error }, 'stored calls that are over were not deleted'),
    )
  round()
  const timer = setInterval(round, dayMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
