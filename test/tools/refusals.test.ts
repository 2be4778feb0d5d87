import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Entry } from '../../src/activity/record.ts'
import { createLog } from '../../src/platform/log.ts'
import { createRefusals } from '../../src/tools/refusals.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const refused = {
  at: '2026-11-20T10:00:00.000Z',
  actorId: 'someone',
  tool: 'get_job',
  outcome: 'denied',
  fault: 'denied',
  repeats: 1,
} as Entry

function kept() {
  const rows: Entry[] = []
  const recorder = {
    down: false,
    add: async (entry: Entry) => {
      if (recorder.down) throw new Error('no database')
      rows.push(entry)
    },
  }
  const total = () => rows.reduce((sum, row) => sum + row.repeats, 0)
  return { recorder, rows, total, refusals: createRefusals(recorder, createLog('silent')) }
}

it('writes the repeats a minute after the flood began, though nobody is refused again', async () => {
  const { refusals, rows, total } = kept()
  for (let n = 0; n < 100; n++) await refusals.record(refused)
  expect(total()).toBe(20)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(total()).toBe(100)
  expect(rows).toHaveLength(21)
})

it('keeps the repeats while they cannot be written', async () => {
  const { recorder, refusals, total } = kept()
  for (let n = 0; n < 50; n++) await refusals.record(refused)
  recorder.down = true
  await vi.advanceTimersByTimeAsync(60_000)
  expect(total()).toBe(20)
  recorder.down = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(total()).toBe(50)
})
