import type { Log } from '../../platform/log.ts'
import type { WorkingDesk } from './desk.ts'

const hourMs = 60 * 60 * 1_000

/** Forgets old deliveries now and every hour, until stopped. It never keeps the process alive. */
export function keepDesk(desk: Pick<WorkingDesk, 'forget'>, log: Log): { stop(): void } {
  const round = () =>
    void desk
      .forget()
      .catch((error: unknown) => log.error({ err: error }, 'deliveries of platforms were not forgotten'))
  round()
  const timer = setInterval(round, hourMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
