import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { issueButtons, tokenOf } from '../../src/tools/button.ts'
import type { Call } from '../../src/tools/call.ts'
import type { TestRedis } from '../support/redis.ts'
import { createWorld, done, type World } from '../support/world.ts'
import { describeOnBoth, openOn, serverOf, until } from './stage.ts'
import { makeCandidate, testTools } from './tools.ts'
import { withoutRole } from './without-role.ts'

describeOnBoth('a call that was put off', (backend) => {
  let world: World
  let server: TestRedis | undefined
  let candidate: string
  beforeAll(async () => {
    world = await createWorld({ extra: testTools })
    server = await serverOf(backend)
    candidate = await makeCandidate(world)
  })
  afterAll(async () => {
    await world.close()
    await server?.kill()
  })
  beforeEach(() => {
    openOn(world, server)
  })

  const noted = (note: string) => world.db.candidateNote.count({ where: { text: note } })
  const row = (effectKey: string) => world.db.outbox.findUniqueOrThrow({ where: { effectKey } })
  const settled = (key: string, status: 'done' | 'dead') =>
    until(async () => expect((await row(key)).status).toBe(status))
  /** The recruiter has a note written later, under this key and with the key as its text. */
  const putOff = (key: string, more: { at?: string; fail?: boolean } = {}, asked: Partial<Call> = {}) => {
    const input = { candidate, note: key }
    return world.as('recruiter').call('put_off', { key, tool: 'add_candidate_note', input, ...more }, asked)
  }
  const records = async (tool: string) =>
    (await world.activity()).filter((entry) => entry.door === 'queue' && entry.tool === tool)

  it('is made once the call that put it off has committed, for the same person and through the queue', async () => {
    done(await putOff('at once'))
    await settled('at once', 'done')
    expect(await noted('at once')).toBe(1)
    const { attempts, fault, settledAt, outcome } = await row('at once')
    expect({ attempts, fault }).toEqual({ attempts: 1, fault: null })
    expect(settledAt).not.toBeNull()
    const [record] = await records('add_candidate_note')
    expect(record).toMatchObject({ actorId: world.as('recruiter').id, initiator: 'person', outcome: 'done' })
    expect(outcome).toEqual({ call: record?.callId })
  })

  it('is not made when that call fails', async () => {
    expect((await putOff('undone', { fail: true })).outcome).toBe('failed')
    done(await putOff('after the undone one'))
    await settled('after the undone one', 'done')
    expect(await world.db.outbox.count({ where: { effectKey: 'undone' } })).toBe(0)
    expect(await noted('undone')).toBe(0)
  })

  it('waits until it is due', async () => {
    const at = world.clock.now().add({ hours: 2 }).toString()
    done(await putOff('in two hours', { at }))
    done(await putOff('meanwhile'))
    await settled('meanwhile', 'done')
    expect(await row('in two hours')).toMatchObject({ status: 'waiting', attempts: 0 })
    world.clock.advance({ hours: 2 })
    await settled('in two hours', 'done')
    expect(await noted('in two hours')).toBe(1)
  })

  it('is made once for its effect key', async () => {
    done(await putOff('one effect'))
    await settled('one effect', 'done')
    done(await putOff('one effect'))
    done(await putOff('something else'))
    await settled('something else', 'done')
    expect(await noted('one effect')).toBe(1)
  })

  it('may read, and leaves its record', async () => {
    const input = { key: 'a read', tool: 'get_candidate', input: { candidate } }
    done(await world.as('recruiter').call('put_off', input))
    await settled('a read', 'done')
    expect(await records('get_candidate')).toMatchObject([{ outcome: 'done' }])
  })

  it('does nothing when its owner has lost the right, and that is recorded', async () => {
    const at = world.clock.now().add({ hours: 1 }).toString()
    done(await putOff('no longer mine', { at }))
    await withoutRole(world, 'recruiter', async () => {
      world.clock.advance({ hours: 1 })
      await settled('no longer mine', 'dead')
    })
    expect(await noted('no longer mine')).toBe(0)
    expect((await row('no longer mine')).fault).toContain('what you may do here')
    expect((await records('add_candidate_note')).at(-1)).toMatchObject({
      outcome: 'denied',
      class: 'security',
    })
  })

  it('carries the taint and the mind of the call that put it off', async () => {
    done(await putOff('tainted', {}, { initiator: 'mind', mind: 'guided', tainted: true }))
    await settled('tainted', 'done')
    expect((await records('add_candidate_note')).at(-1)).toMatchObject({ initiator: 'mind', tainted: true })
    expect(await world.db.candidateNote.findFirstOrThrow({ where: { text: 'tainted' } })).toMatchObject({
      tainted: true,
    })
  })

  it('is not made unconfirmed when a mind would have needed a confirmation', async () => {
    const asked = { initiator: 'mind', mind: 'guided' } as const
    done(await world.as('recruiter').call('put_off', { key: 'outward', tool: 'reach_out', input: {} }, asked))
    await settled('outward', 'dead')
    expect((await row('outward')).fault).toContain('needs a confirmation')
    expect(await records('reach_out')).toMatchObject([{ outcome: 'refused', fault: 'refused' }])
    expect(await world.db.confirmation.count({ where: { tool: 'reach_out' } })).toBe(0)
  })

  it('is made under the confirmation that a person gave for the call that put it off', async () => {
    const input = { key: 'confirmed', tool: 'reach_out', input: {} }
    const asked = { initiator: 'mind', mind: 'claude', tainted: true } as const
    const held = await world.as('recruiter').call('put_off', input, asked)
    if (held.outcome !== 'pending') throw new Error(`Expected pending, but it is ${held.outcome}`)
    const bound = { allowed: [world.as('recruiter').id], conversation: undefined }
    const { buttons } = await issueButtons(world.waist, held.confirmation.card, bound)
    done((await world.as('recruiter').press(tokenOf(world.waist.secret, buttons[0]?.id ?? ''))).result)
    await settled('confirmed', 'done')
    expect((await records('reach_out')).at(-1)).toMatchObject({
      outcome: 'done',
      tainted: true,
      confirmationId: held.confirmation.id,
    })
  })

  it('may be of an internal tool, which a tool of ours has named', async () => {
    const asked = { initiator: 'mind', mind: 'guided' } as const
    const input = { key: 'internal', tool: 'note_internally', input: {} }
    done(await world.as('recruiter').call('put_off', input, asked))
    await settled('internal', 'done')
  })
})
