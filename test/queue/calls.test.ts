import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestRedis } from '../support/redis.ts'
import { createWorld, done, type World } from '../support/world.ts'
import { describeOnBoth, openOn, putOff, serverOf, until } from './stage.ts'

describeOnBoth('a call that was put off', (backend) => {
  let world: World
  let server: TestRedis | undefined
  let candidate: string
  beforeAll(async () => {
    world = await createWorld({ extra: [putOff] })
    server = await serverOf(backend)
    const made = await world.as('recruiter').call('create_candidate', {
      name: 'Zelda Quill',
      headline: 'Backend Developer',
      location: 'Oslo',
      skills: ['Go'],
    })
    candidate = String(done(made).id)
  })
  afterAll(async () => {
    await world.close()
    await server?.kill()
  })

  const notes = () => world.db.candidateNote.findMany({ orderBy: { id: 'asc' } })

  it('is made after the call that put it off has committed, for the same person', async () => {
    openOn(world, server)
    done(
      await world.as('recruiter').call('put_off', {
        key: 'first',
        tool: 'add_candidate_note',
        input: { candidate, note: 'later' },
      }),
    )
    await until(async () => {
      expect(await notes()).toMatchObject([{ authorId: world.as('recruiter').id }])
    })
    const row = await world.db.outbox.findUniqueOrThrow({ where: { effectKey: 'first' } })
    expect(row).toMatchObject({ status: 'done', attempts: 1, fault: null })
    console.log(row)
  })
})
