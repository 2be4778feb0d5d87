import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formFor } from '../../../src/tools/form-fields.ts'
import { createWorld, done, faultOf, type World } from '../../support/world.ts'
import { addPerson, applicationOf, apply, type Listed, move, stage } from './stage.ts'

let world: World
let set: Awaited<ReturnType<typeof stage>>

beforeAll(async () => {
  world = await createWorld()
  set = await stage(world)
})
afterAll(() => world.close())

const someoneNew = async (name: string) => {
  const candidate = await addPerson(world.as('recruiter'), name)
  return { candidate, application: await apply(world.as('recruiter'), candidate, set.backend) }
}
const rate = { amount: 9250, currency: 'USD', unit: 'hour' }

describe('change_status', () => {
  it('walks the whole way, asks for what each stage needs, and writes the facts on the application', async () => {
    const recruiter = world.as('recruiter')
    const { application } = await someoneNew('Walker One')
    const today = world.clock.now().toZonedDateTimeISO('America/New_York').toPlainDate().toString()
    await move(recruiter, application, { status: 'screened' })
    const missing = faultOf(await recruiter.call('change_status', { application, status: 'interviewed' }))
    expect(missing).toMatchObject({ code: 'invalid', details: { field: 'held_on' } })
    await move(recruiter, application, { status: 'interviewed', held_on: today })
    await move(recruiter, application, { status: 'technical_round' })
    await move(recruiter, application, { status: 'hr_round' })
    expect(
      faultOf(await recruiter.call('change_status', { application, status: 'offered' })).details.field,
    ).toBe('rate')
    await move(recruiter, application, { status: 'offered', rate })
    await move(recruiter, application, { status: 'hired', start_date: today })
    const row = await world.db.application.findUniqueOrThrow({ where: { id: application } })
    expect(row).toMatchObject({
      status: 'hired',
      agreedRate: 9250,
      agreedCurrency: 'USD',
      agreedUnit: 'hour',
      version: 7,
    })
    expect(row.startDate?.toISOString().slice(0, 10)).toBe(today)
    const after = faultOf(
      await recruiter.call('change_status', { application, status: 'rejected', reason: 'skills' }),
    )
    expect(after).toMatchObject({ code: 'refused', details: { options: [] } })
  })

  it('names the legal moves when one is not legal, and changes nothing', async () => {
    const recruiter = world.as('recruiter')
    const { candidate, application } = await someoneNew('Stuck Two')
    await move(recruiter, application, { status: 'on_hold', reason: 'the client is away' })
    const fault = faultOf(await recruiter.call('change_status', { application, status: 'offered', rate }))
    expect(fault.details.options?.map(({ id }) => id)).toEqual(['new'])
    expect(fault.message).toContain('It can go to New')
    expect(await applicationOf(recruiter, candidate)).toMatchObject({
      status: 'on_hold',
      moves: [{ to: 'new', needs: [] }],
    })
  })

  it('keeps actor, reason, note, door and time of every move', async () => {
    const recruiter = world.as('recruiter')
    const { application } = await someoneNew('Remembered Three')
    await move(recruiter, application, {
      status: 'rejected',
      reason: 'took another offer',
      note: 'call again in spring',
    })
    const history = done<Listed<Record<string, unknown>>>(
      await recruiter.call('get_status_history', { application }),
    )
    expect(history.items).toMatchObject([
      {
        from: 'new',
        to: 'rejected',
        reason: 'They: took another offer',
        note: 'call again in spring',
        by: { id: recruiter.id },
        door: 'terminal',
        at: world.clock.now().toString(),
      },
      { to: 'new' },
    ])
    const acts = (await world.activity()).filter(
      (row) => row.tool === 'change_status' && row.targetId === application,
    )
    expect(acts).toMatchObject([{ outcome: 'done', actorId: recruiter.id, targetType: 'application' }])
  })

  it('gives the second of two at once the newer state and asks again', async () => {
    const { application } = await someoneNew('Raced Four')
    const [one, two] = [world.as('recruiter'), world.as('recruiter2')]
    const results = await Promise.all([
      one.call('change_status', { application, status: 'screened', expected_version: 1 }),
      two.call('change_status', { application, status: 'on_hold', reason: 'waiting', expected_version: 1 }),
    ])
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused'])
    const lost = results.find(({ outcome }) => outcome === 'refused')
    const fault = lost && faultOf(lost)
    expect(fault?.code).toBe('conflict')
    const row = await world.db.application.findUniqueOrThrow({ where: { id: application } })
    expect(row.version).toBe(2)
    expect(fault?.message).toContain(row.status === 'screened' ? 'now in Screened' : 'now in On hold')
    expect(fault?.details.options?.length).toBeGreaterThan(0)
  })

  it('never lets two of many at once through on one version', async () => {
    const { application } = await someoneNew('Crowded Five')
    const recruiter = world.as('recruiter')
    const results = await Promise.all(
      Array.from({ length: 8 }, () => recruiter.call('change_status', { application, status: 'screened' })),
    )
    expect(results.filter(({ outcome }) => outcome === 'done')).toHaveLength(1)
    expect(await world.db.statusChange.count({ where: { applicationId: application } })).toBe(2)
  })

  it('is not for those who may not, and tells another team nothing', async () => {
    const { application } = await someoneNew('Private Six')
    const input = { application, status: 'screened' }
    expect((await world.as('viewer').call('change_status', input)).outcome).toBe('denied')
    expect((await world.as('candidate').call('change_status', input)).outcome).toBe('denied')
    const stranger = faultOf(await world.as('recruiter3').call('change_status', input))
    const nobody = faultOf(
      await world
        .as('recruiter3')
        .call('change_status', { ...input, application: '00000000-0000-7000-8000-00000000dead' }),
    )
    expect(stranger.code).toBe('not_found')
    expect(stranger.message).toBe(nobody.message)
  })
})

describe('reopen_application', () => {
  it('goes back to the stage that was left, with a reason where it was rejected', async () => {
    const recruiter = world.as('recruiter')
    const { application } = await someoneNew('Back Again')
    await move(recruiter, application, { status: 'screened' })
    expect(faultOf(await recruiter.call('reopen_application', { application })).code).toBe('refused')
    await move(recruiter, application, { status: 'on_hold', reason: 'waiting' })
    expect(done(await recruiter.call('reopen_application', { application }))).toMatchObject({
      to: 'screened',
    })
    await move(recruiter, application, { status: 'rejected', reason: 'filled' })
    const why = faultOf(await recruiter.call('reopen_application', { application }))
    expect(why).toMatchObject({ code: 'invalid', details: { field: 'reason' } })
    done(await recruiter.call('reopen_application', { application, reason: 'a second opening' }))
    const last = await world.db.statusChange.findFirst({
      where: { applicationId: application },
      orderBy: { id: 'desc' },
    })
    expect(last).toMatchObject({ fromStatus: 'rejected', toStatus: 'screened', reason: 'a second opening' })
  })
})

describe('undo_status_change', () => {
  it('restores status and facts, in a new step that says so, and only once', async () => {
    const recruiter = world.as('recruiter')
    const { application } = await someoneNew('Undone Seven')
    await move(recruiter, application, { status: 'screened' })
    const before = await world.db.application.findUniqueOrThrow({ where: { id: application } })
    world.clock.advance({ minutes: 5 })
    await move(recruiter, application, { status: 'offered', reason: 'urgent', rate })
    done(await recruiter.call('undo_status_change', { application }))
    const after = await world.db.application.findUniqueOrThrow({ where: { id: application } })
    const { version: _, updatedAt: __, ...kept } = before
    expect(after).toMatchObject(kept)
    const steps = await world.db.statusChange.findMany({
      where: { applicationId: application },
      orderBy: { id: 'asc' },
    })
    expect(steps.at(-1)).toMatchObject({
      fromStatus: 'offered',
      toStatus: 'screened',
      undoes: steps.at(-2)?.id,
    })
    expect(faultOf(await recruiter.call('undo_status_change', { application })).code).toBe('refused')
  })

  it('works from the button of the card, and not after somebody else has moved it', async () => {
    const recruiter = world.as('recruiter')
    const { application } = await someoneNew('Clicked Eight')
    const result = await recruiter.call('change_status', { application, status: 'screened' })
    const button = result.outcome === 'done' ? result.card?.buttons?.[0] : undefined
    expect(button).toMatchObject({ tool: 'undo_status_change' })
    await move(world.as('recruiter2'), application, { status: 'on_hold', reason: 'waiting' })
    expect(faultOf(await recruiter.call(button?.tool ?? '', button?.input)).code).toBe('conflict')
  })

  it('undoes a hire for a manager of the team within 24 hours', async () => {
    const recruiter = world.as('recruiter')
    const { application } = await someoneNew('Hired Nine')
    const start_date = world.clock
      .now()
      .add({ hours: 24 * 30 })
      .toString()
      .slice(0, 10)
    await move(recruiter, application, { status: 'offered', reason: 'known well', rate })
    await move(recruiter, application, { status: 'hired', start_date })
    expect(faultOf(await recruiter.call('undo_status_change', { application })).code).toBe('denied')
    expect(faultOf(await world.as('manager3').call('undo_status_change', { application })).code).toBe(
      'not_found',
    )
    expect(done(await world.as('manager').call('undo_status_change', { application }))).toMatchObject({
      to: 'offered',
    })
    await move(recruiter, application, { status: 'hired', start_date })
    world.clock.advance({ hours: 24, milliseconds: 1 })
    expect(faultOf(await world.as('manager').call('undo_status_change', { application })).code).toBe(
      'refused',
    )
  })
})

describe('the buttons of a candidate’s card', () => {
  const buttonsOf = async (candidate: string) => {
    const result = await world.as('recruiter').call('get_candidate', { candidate })
    return result.outcome === 'done' ? (result.card?.buttons ?? []) : []
  }
  const asksOf = async (candidate: string) =>
    (await buttonsOf(candidate)).map(({ label, asks = [] }) => [label, ...asks])

  it('move at once where nothing is needed, and ask for what is', async () => {
    const { candidate, application } = await someoneNew('Button One')
    expect(await asksOf(candidate)).toEqual([
      ['Move to Screened'],
      ['Put on hold', 'reason', 'until?'],
      ['Reject', 'reason', 'note?'],
    ])
    await move(world.as('recruiter'), application, { status: 'screened' })
    expect(await asksOf(candidate)).toContainEqual(['Move to Interviewed', 'held_on'])
  })

  it('offer the known reasons for a rejection, and free words for a hold', async () => {
    const { candidate } = await someoneNew('Button Two')
    const tool = world.waist.tools.get('change_status')
    const forms = (await buttonsOf(candidate)).flatMap((button) => (tool ? [formFor(tool, button)] : []))
    const [hold, reject] = forms.filter(({ fields }) => fields.length > 0)
    expect(hold?.fields[0]).toMatchObject({ name: 'reason', kind: 'text', optional: false })
    expect(reject?.fields[0]).toMatchObject({
      kind: 'choice',
      options: expect.arrayContaining([{ value: 'other_offer', label: 'They: took another offer' }]),
    })
  })
})
