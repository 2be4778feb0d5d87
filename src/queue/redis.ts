import { once } from 'node:events'
import type { Backend } from './backend.ts'

const options = {
  maxRetriesPerRequest: null,
  retryStrategy: (times: number) => Math.min(times * 200, 2_000),
}

/**
 * The queue on Redis, once that answers. Keys begin with the name of the database, so that several installations can share
 * a server. Jobs are put on it without patience: what cannot be put now is put by the next sweep.
 */
export async function openRedis(
  { redisUrl, installation }: { redisUrl: string; installation: string },
  closing: AbortSignal,
  errors: (error: unknown) => void,
): Promise<Backend> {
  const [{ Queue, Worker }, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')])
  const adding = new Redis(redisUrl, { ...options, enableOfflineQueue: false })
  const working = new Redis(redisUrl, options)
  for (const connection of [adding, working]) connection.on('error', errors)
  const disconnect = () => {
    for (const connection of [adding, working]) connection.disconnect()
  }
  try {
    await once(adding, 'ready', { signal: closing })
  } catch (error) {
    disconnect()
    throw error
  }
  const prefix = `parley-${installation}`
  return {
    queue: (name) => new Queue<string>(name, { connection: adding, prefix }),
    worker: (name, work, settings) =>
      new Worker<string>(name, work, { connection: working, prefix, ...settings }),
    close: async () => disconnect(),
  }
}
