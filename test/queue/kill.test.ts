import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { toDate } from '../../src/platform/clock.ts'
import { bySize } from '../support/environment.ts'
import type { TestRedis } from '../support/redis.ts'
import { createWorld, type World } from '../support/world.ts'
import { describeOnBoth, serverOf } from './stage.ts'
import { makeCandidate } from './tools.ts'

const { kills, calls } = bySize({
  small: { kills: 3, calls: 300 },
  medium: { kills: 10, calls: 2_000 },
  prove: { kills: 50, calls: 10_000 },
})

describeOnBoth(`a worker is killed ${kills} times over ${calls} calls`, (backend) => {
  let world: World
  let server: TestRedis | undefined
  let worker: ChildProcess | undefined
  beforeAll(async () => {
    world = await createWorld()
    server = await serverOf(backend)
  })
  afterAll(async () => {
    if (worker && worker.exitCode === null && worker.signalCode === null) {
      const exit = once(worker, 'exit')
      worker.stdin?.end()
      await exit
    }
    await world.close()
    await server?.kill()
  })

  const startWorker = () => {
    const { ownerUrl, appUrl } = world.database
    const program = join(import.meta.dirname, 'worker.ts')
    const args = [program, ownerUrl, appUrl, ...(server ? [server.url] : [])]
    worker = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] })
    return worker
  }
  const count = (status: string) => world.db.outbox.count({ where: { status } })
  const reach = (settled: number) =>
    vi.waitFor(async () => expect(await count('done')).toBeGreaterThanOrEqual(settled), {
      timeout: 120_000,
      interval: 20,
    })

  /** Rows as calls for the recruiter would have written them. */
  const putOff = async (candidate: string) => {
    const { newId, clock } = world.waist
    const at = toDate(clock.now())
    await world.db.outbox.createMany({
      data: Array.from({ length: calls }, (_, n) => ({
        id: newId(),
        kind: 'call',
        effectKey: `kill:${n}`,
        callId: newId(),
        ownerId: world.as('recruiter').id,
        tool: 'add_candidate_note',
        payload: { candidate, note: `killed ${n}` },
        origin: { door: 'terminal', initiator: 'person' },
        dueAt: at,
        createdAt: at,
      })),
    })
  }

  it('loses none, makes none twice, and gives none up', async () => {
    await putOff(await makeCandidate(world))
    for (let n = 1; n <= kills; n += 1) {
      const killed = startWorker()
      await reach(Math.floor((calls * n) / (kills + 1)))
      const exit = once(killed, 'exit')
      killed.kill('SIGKILL')
      await exit
    }
    expect(await count('done')).toBeLessThan(calls)
    startWorker()
    await reach(calls)
    expect(await world.db.outbox.groupBy({ by: ['status'], _count: true })).toEqual([
      { status: 'done', _count: calls },
    ])
    const notes = await world.db.candidateNote.findMany({ select: { text: true } })
    expect(notes).toHaveLength(calls)
    expect(new Set(notes.map(({ text }) => text)).size).toBe(calls)
    const made = { tool: 'add_candidate_note', door: 'queue' }
    expect(await world.db.activityLog.count({ where: { ...made, outcome: 'done' } })).toBe(calls)
    // Kills came while work was in hand, or this test would prove nothing.
    expect(await world.db.outbox.count({ where: { attempts: { gt: 1 } } })).toBeGreaterThan(0)
  }, 3_600_000)
})
