import type { WorkerOptions } from 'bullmq'

/** The library on one of its backends, as far as it is used here. */
export type Backend = {
  queue(name: string): BackendQueue
  worker(
    name: string,
    work: (job: { data: string }) => Promise<void>,
    settings: WorkerSettings,
  ): BackendWorker
  close(): Promise<void>
}
export type WorkerSettings = Omit<WorkerOptions, 'connection' | 'prefix'>

export type BackendQueue = {
  add(name: string, data: string, options: JobOptions): Promise<unknown>
  on(event: 'error', heard: (error: Error) => void): unknown
  close(): Promise<void>
}
export type BackendWorker = {
  on(event: 'error', heard: (error: Error) => void): unknown
  /** Waits for the work in hand. */
  close(): Promise<void>
  /** Does not. */
  disconnect(): Promise<void>
}

type JobOptions = { jobId: string; removeOnComplete: boolean; removeOnFail: boolean }
