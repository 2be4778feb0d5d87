import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addPerson, apply, type Listed, stage } from './stage.ts'

let world: World
let set: Awaited<ReturnType<typeof stage>>

beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
})
afterAll(() => world.close())

const person = {
  name: 'Nora Haddad',
  headline: 'Lead Designer',
  level: 'lead',
  location: 'Cairo',
  skills: ['figma', 'Figma', 'ux'],
}

describe('create_candidate', () => {
  it('adds a person for whoever asks, with skills in one spelling', async () => {
    const recruiter = world.as('recruiter')
    const { id } = done<{ id: string }>(
      await recruiter.call('create_candidate', { ...person, email: 'Nora@Example.test' }),
    )
    const row = await world.db.candidate.findUniqueOrThrow({ where: { id } })
    expect(row).toMatchObject({
      ownerId: recruiter.id,
      teamId: world.teams.Platform,
      skills: ['Figma', 'User experience'],
      email: 'Nora@Example.test',
    })
  })

  it('says with the id when the own team knows the person, by address, phone, or name and headline', async () => {
    const recruiter = world.as('recruiter')
    const known = await addPerson(recruiter, 'Known Person', {
      email: 'known@example.test',
      phone: '+1 (303) 555-0147',
      headline: 'Tester',
    })
    for (const marks of [
      { name: 'Someone Else', email: 'KNOWN@example.test' },
      { name: 'Someone Else', phone: '13035550147' },
      { name: 'KNÓWN person', headline: 'tester' },
    ]) {
      const fault = faultOf(await world.as('recruiter2').call('create_candidate', { ...person, ...marks }))
      expect(fault).toMatchObject({
        code: 'refused',
        details: { options: [{ id: known, label: 'Known Person' }] },
      })
    }
  })

  it('takes two people of one name with different addresses', async () => {
    const recruiter = world.as('recruiter')
    const twin = { ...person, name: 'María García' }
    const one = await recruiter.call('create_candidate', { ...twin, email: 'maria1@example.test' })
    const two = await recruiter.call('create_candidate', { ...twin, email: 'maria2@example.test' })
    expect([one.outcome, two.outcome]).toEqual(['done', 'done'])
  })

  it('keeps to the own team', async () => {
    const recruiter = world.as('recruiter')
    const input = { ...person, name: 'Elsewhere', owner: world.as('recruiter3').id }
    expect(faultOf(await recruiter.call('create_candidate', input)).details.field).toBe('owner')
    expect(await world.db.candidate.count({ where: { name: 'Elsewhere' } })).toBe(0)
    expect(
      faultOf(await world.as('owner').call('create_candidate', { ...person, name: 'New Face' })).details
        .field,
    ).toBe('owner')
    expect((await world.as('manager').call('create_candidate', person)).outcome).toBe('denied')
  })

  it('keeps hostile and very long texts as they are, or refuses them whole', async () => {
    const recruiter = world.as('recruiter')
    const resume = `<script>alert(1)</script> '; drop table candidate; -- ${'é🙂ש '.repeat(20_000)}`
      .slice(0, 100_000)
      .trim()
    const id = await addPerson(recruiter, 'Długi “Tekst” <b>', { resume })
    const row = await world.db.candidate.findUniqueOrThrow({ where: { id } })
    expect(row.resume).toBe(resume)
    const long = await recruiter.call('create_candidate', {
      ...person,
      name: 'Too Long',
      resume: 'x'.repeat(100_001),
    })
    expect(faultOf(long)).toMatchObject({ code: 'invalid', details: { field: 'resume' } })
    expect(
      faultOf(await recruiter.call('create_candidate', { ...person, name: 'Nul\u0000' })).details.field,
    ).toBe('name')
  })
})

describe('update_candidate and add_candidate_note', () => {
  it('changes what is given only, and tells the second of two', async () => {
    const recruiter = world.as('recruiter')
    const input = { candidate: set.ana, location: 'Lisbon', expected_version: 1 }
    expect(done(await recruiter.call('update_candidate', input))).toMatchObject({
      version: 2,
      changed: ['location'],
    })
    const row = await world.db.candidate.findUniqueOrThrow({ where: { id: set.ana } })
    expect(row).toMatchObject({
      location: 'Lisbon',
      name: 'Ana Souza',
      skills: ['Java', 'PostgreSQL', 'Kubernetes'],
    })
    expect(faultOf(await recruiter.call('update_candidate', input)).code).toBe('conflict')
    expect(faultOf(await recruiter.call('update_candidate', { candidate: set.ana })).code).toBe('invalid')
    const elsewhere = { candidate: set.ana, owner: world.as('recruiter3').id }
    expect(faultOf(await recruiter.call('update_candidate', elsewhere)).code).toBe('refused')
  })

  it('refuses an address that is another’s, and names them only when they are visible', async () => {
    const recruiter = world.as('recruiter')
    await addPerson(recruiter, 'Own Person', { email: 'own@example.test' })
    await addPerson(world.as('recruiter3'), 'Far Person', { email: 'far@example.test' })
    const own = faultOf(
      await recruiter.call('update_candidate', { candidate: set.ana, email: 'own@example.test' }),
    )
    expect(own.message).toContain('Own Person')
    const far = faultOf(
      await recruiter.call('update_candidate', { candidate: set.ana, email: 'far@example.test' }),
    )
    expect(far.code).toBe('refused')
    expect(far.message).not.toContain('Far Person')
  })

  it('marks a note that a mind wrote with an outsider’s text in view', async () => {
    const recruiter = world.as('recruiter')
    const mind = { initiator: 'mind', mind: 'claude', tainted: true } as const
    const result = await recruiter.call(
      'add_candidate_note',
      { candidate: set.ana, note: 'Very strong.' },
      mind,
    )
    expect(result.outcome).toBe('pending')
    done(await world.as('manager').call('add_candidate_note', { candidate: set.ana, note: 'Met her.' }))
    expect(await world.db.candidateNote.findMany({ where: { candidateId: set.ana } })).toMatchObject([
      { text: 'Met her.', tainted: false, authorId: world.as('manager').id },
    ])
    expect(
      (await world.as('viewer').call('add_candidate_note', { candidate: set.ana, note: 'x' })).outcome,
    ).toBe('denied')
  })
})

describe('a person of another team', () => {
  const theirs = { name: 'Otto Fremd', headline: 'Data Scientist', email: 'otto@example.test' }

  it('is offered as a hand-over, without a word about the row', async () => {
    const otto = await addPerson(world.as('recruiter3'), theirs.name, {
      ...theirs,
      location: 'Oslo',
      phone: '+47 22 33 44 55',
    })
    const fault = faultOf(
      await world
        .as('recruiter')
        .call('create_candidate', { ...person, name: 'O. Fremd', email: 'otto@example.test' }),
    )
    expect(fault.code).toBe('refused')
    expect(fault.message).toContain('request a hand-over of otto@example.test')
    const told = JSON.stringify({ message: fault.message, details: fault.details })
    for (const secret of [
      otto,
      'Otto',
      'Oslo',
      'Data Scientist',
      '22 33',
      world.as('recruiter3').id,
      'Runa',
    ]) {
      expect(told).not.toContain(secret)
    }
  })

  it('is handed over when the other side says yes', async () => {
    const [recruiter, recruiter3] = [world.as('recruiter'), world.as('recruiter3')]
    const otto = (await world.db.candidate.findFirstOrThrow({ where: { name: theirs.name } })).id
    const asked = done<{ id: string }>(
      await recruiter.call('request_hand_over', { email: theirs.email, note: 'for a bank' }),
    )
    expect(JSON.stringify(asked)).not.toContain(otto)
    expect(faultOf(await recruiter.call('request_hand_over', { name: 'otto fremd' })).code).toBe('refused')
    expect((await recruiter.call('get_candidate', { candidate: otto })).outcome).toBe('refused')
    expect(
      await world.db.outbox.count({ where: { effectKey: { startsWith: `hand-over:${asked.id}:asked` } } }),
    ).toBe(1)

    expect(done<Listed<unknown>>(await recruiter.call('list_hand_overs', {})).total).toBe(0)
    const waiting = done<Listed<{ id: string }>>(await recruiter3.call('list_hand_overs', { query: 'otto' }))
    expect(waiting.items).toMatchObject([
      { id: asked.id, label: 'Otto Fremd for team Platform', match: 'part' },
    ])
    const answer = { hand_over: asked.id, answer: 'accept' }
    expect(faultOf(await recruiter.call('answer_hand_over', answer)).code).toBe('not_found')
    done(await recruiter3.call('answer_hand_over', answer))
    expect(faultOf(await world.as('manager3').call('answer_hand_over', answer)).code).toBe('not_found')
    expect(done(await recruiter.call('get_candidate', { candidate: otto }))).toMatchObject({
      owner: { id: recruiter.id },
    })
    expect((await recruiter3.call('get_candidate', { candidate: otto })).outcome).toBe('refused')
  })

  it('stays when the other side says no, and applications stay in any case', async () => {
    const [recruiter, recruiter3] = [world.as('recruiter'), world.as('recruiter3')]
    const eva = await addPerson(recruiter3, 'Eva Stay', { email: 'eva@example.test' })
    await apply(recruiter3, eva, set.data)
    const one = done<{ id: string }>(await recruiter.call('request_hand_over', { name: 'Eva Stay' }))
    expect(
      done(await recruiter3.call('answer_hand_over', { hand_over: one.id, answer: 'decline' })),
    ).toMatchObject({ status: 'declined' })
    expect((await recruiter.call('get_candidate', { candidate: eva })).outcome).toBe('refused')
    const two = done<{ id: string }>(await recruiter.call('request_hand_over', { name: 'Eva Stay' }))
    done(await recruiter3.call('answer_hand_over', { hand_over: two.id, answer: 'accept' }))
    const seenBy = async (someone: typeof recruiter) =>
      done<{ applications: unknown[] }>(await someone.call('get_candidate', { candidate: eva })).applications
    expect(await seenBy(recruiter)).toEqual([])
    expect(await seenBy(recruiter3)).toHaveLength(1)
  })

  it('is not told apart from nobody by more than the offer, and one’s own people need none', async () => {
    const recruiter = world.as('recruiter')
    expect(faultOf(await recruiter.call('request_hand_over', { name: 'No Such Person' })).code).toBe(
      'not_found',
    )
    expect(faultOf(await recruiter.call('request_hand_over', { name: 'Ana Souza' })).code).toBe('refused')
    expect(faultOf(await recruiter.call('request_hand_over', {})).details.field).toBe('email')
    const mind = { initiator: 'mind', mind: 'guided' } as const
    await addPerson(world.as('recruiter3'), 'Asked Person', { email: 'asked@example.test' })
    const held = await recruiter.call('request_hand_over', { email: 'asked@example.test' }, mind)
    expect(held).toMatchObject({
      outcome: 'pending',
      confirmation: { card: { facts: [{ label: 'Person', value: 'asked@example.test' }] } },
    })
  })
})
