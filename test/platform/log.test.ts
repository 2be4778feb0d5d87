import { expect, it } from 'vitest'
import { Fault } from '../../src/platform/fault.ts'
import { forLog } from '../../src/platform/log.ts'

it('keeps what helps to find an error, and nothing of the row that it is about', () => {
  const broken = Object.assign(new Error('duplicate key value violates unique constraint "app_user_email"'), {
    code: '23505',
    detail: 'Key (email)=(ana@example.com) already exists.',
    parameters: ['ana@example.com'],
    headers: { authorization: 'Bearer prly_live_secret' },
  })
  const fault = new Fault('failed', 'Something went wrong.', { internal: 'no partition', cause: broken })
  const kept = forLog(fault)
  expect(kept).toMatchObject({ type: 'Fault', code: 'failed', internal: 'no partition' })
  expect(kept.cause).toMatchObject({ code: '23505', message: expect.stringContaining('app_user_email') })
  expect(kept.stack).toContain('log.test')
  expect(JSON.stringify(kept)).not.toMatch(/ana@|prly_live/)
})

it('leaves the arguments out of what Prisma says', () => {
  const error = new Error(
    '\nInvalid `tx.candidate.create()` invocation:\n\n{\n  data: { resume: "I was born in Recife" }\n}\n\nArgument `name` is missing.',
  )
  error.name = 'PrismaClientValidationError'
  expect(forLog(error).message).toBe('Argument `name` is missing.')
  expect(JSON.stringify(forLog(error))).not.toContain('Recife')
})

it('takes anything that was thrown', () => {
  expect(forLog('only words')).toEqual({ type: 'string', message: 'only words' })
  const circle = new Error('round')
  circle.cause = circle
  expect(JSON.stringify(forLog(circle)).length).toBeLessThan(5_000)
})
