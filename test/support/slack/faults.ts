/**
 * What goes wrong with a call: `lost` runs it and cuts the connection before the answer, as when a network fails at
 * the worst moment; `timeout` never answers; `reset` cuts the connection before anything is done.
 */
export type Failure =
  | 'ratelimited'
  | 'server error'
  | 'timeout'
  | 'reset'
  | 'lost'
  | { error: string }
  /** Answers when this settles. */
  | { until: Promise<unknown> }

export type Fault = {
  method: string
  failure: Failure
  times: number
  retryAfterSeconds: number
}

export type FaultOptions = { times?: number; retryAfterSeconds?: number }

/** The fault that the next call of a method meets, taken off the list. */
export function takeFault(faults: Fault[], method: string): Fault | undefined {
  const index = faults.findIndex((fault) => fault.method === method || fault.method === '*')
  const fault = faults[index]
  if (fault === undefined) return undefined
  fault.times -= 1
  if (fault.times <= 0) faults.splice(index, 1)
  return fault
}
