import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Fault } from '../../src/platform/fault.ts'
import { issueButtons, tokenOf } from '../../src/tools/button.ts'
import { idOf, textOf } from '../../src/tools/fields.ts'
import { type AnyTool, defineTool } from '../../src/tools/tool.ts'
import { createWorld, done, faultOf, type World } from '../support/world.ts'

const examples = ['one', 'two', 'three'] as const

/** Renames a team, with an effect that the test chooses. */
const renameWith = (name: string, effect: AnyTool['effect']) =>
  defineTool({
    name,
    title: 'Rename a team',
    description: 'Renames a team.',
    examples: [...examples],
    permission: { resource: 'team', action: 'update' },
    effect,
    input: z.strictObject({ team: idOf('team', 'The team.'), text: textOf('Its new name.', 100) }),
    output: z.object({ name: z.string() }),
    targets: ({ team }) => [{ type: 'team', id: team }],
    preview: async (_context, { text }) => ({ facts: [{ label: 'New name', value: text }] }),
    run: async ({ tx }, { team, text }) => {
      await tx.team.update({ where: { id: team }, data: { name: text, version: { increment: 1 } } })
      if (text === 'explode') throw new Error('a secret detail of the database')
      if (text === 'refuse') throw new Fault('refused', 'Not this name.')
      return { name: text }
    },
    card: ({ name: label }) => ({ title: `Renamed to ${label}` }),
  })

const rename = renameWith('rename_thing', 'write')
const announce = renameWith('announce_thing', 'outward')

let world: World
beforeAll(async () => {
  world = await createWorld({ extra: [rename, announce] })
})
afterAll(() => world.close())

const platform = () => world.teams.Platform ?? ''
const nameOf = async () => (await world.db.team.findUniqueOrThrow({ where: { id: platform() } })).name
const lastRecord = async () => (await world.activity()).at(-1)

describe('the waist', () => {
  it('changes the row and records the act in one transaction', async () => {
    const result = await world.as('admin').call('rename_thing', { team: platform(), text: 'Platform A' })
    expect(done(result)).toEqual({ name: 'Platform A' })
    expect(await nameOf()).toBe('Platform A')
    expect(await lastRecord()).toMatchObject({
      class: 'write',
      tool: 'rename_thing',
      outcome: 'done',
      actorId: world.as('admin').id,
      targetId: platform(),
      door: 'terminal',
      initiator: 'person',
      metadata: { team: platform(), text: { length: 10 } },
    })
  })

  it('undoes everything when the tool fails, says nothing of the inside, and records the failure', async () => {
    const before = await nameOf()
    const result = await world.as('admin').call('rename_thing', { team: platform(), text: 'explode' })
    expect(faultOf(result).message).not.toMatch(/secret/)
    expect(await nameOf()).toBe(before)
    expect(await lastRecord()).toMatchObject({ outcome: 'failed', fault: 'failed' })
  })

  it('denies without a grant, tells people who can grant it, and records the denial', async () => {
    const fault = faultOf(
      await world.as('recruiter').call('rename_thing', { team: platform(), text: 'Mine' }),
    )
    expect(fault).toMatchObject({ code: 'denied' })
    expect(fault.message).toContain('Olivia Park')
    expect(await lastRecord()).toMatchObject({
      class: 'security',
      outcome: 'denied',
      tool: 'rename_thing',
      actorId: world.as('recruiter').id,
    })
    const outside = faultOf(
      await world.as('candidate').call('rename_thing', { team: platform(), text: 'Mine' }),
    )
    expect(outside.message).toContain('ask your contact')
    expect(outside.message).not.toContain('Olivia')
  })

  it('gives a model one answer for unknown, internal and forbidden tools', async () => {
    const ask = async (tool: string) =>
      faultOf(await world.as('recruiter').call(tool, {}, { initiator: 'mind', mind: 'claude' })).message
    expect(new Set([await ask('no_such_tool'), await ask('sign_out'), await ask('rename_thing')]).size).toBe(
      1,
    )
    expect(await lastRecord()).toMatchObject({ outcome: 'denied' })
  })

  it('refuses unknown keys and wrong values by field', async () => {
    const extra = faultOf(
      await world.as('admin').call('rename_thing', { team: platform(), text: 'x', actor_id: 'ceo' }),
    )
    expect(extra).toMatchObject({ code: 'invalid' })
    expect(extra.message).toContain('"actor_id"')
    const wrong = faultOf(await world.as('admin').call('rename_thing', { team: 'Platform', text: 'x' }))
    expect(wrong.details.field).toBe('team')
    const missing = faultOf(await world.as('admin').call('rename_thing', { team: platform() }))
    expect(missing.message).toBe('The field "text" is missing.')
  })

  it('records an attempt without a known person', async () => {
    const result = await world
      .as('admin')
      .call('rename_thing', {}, { credential: { kind: 'session', token: 'made up' } })
    expect(faultOf(result).code).toBe('unauthenticated')
    expect(await lastRecord()).toMatchObject({
      class: 'security',
      outcome: 'denied',
      actorId: null,
      fault: 'unauthenticated',
    })
  })
})

describe('a confirmation', () => {
  const ask = (more = {}) =>
    world
      .as('admin')
      .call(
        'announce_thing',
        { team: platform(), text: 'Platform B' },
        { initiator: 'mind', mind: 'guided', ...more },
      )
  const confirmToken = async (result: Awaited<ReturnType<typeof ask>>) => {
    if (result.outcome !== 'pending') throw new Error(`Expected pending, but it is ${result.outcome}`)
    const card = await issueButtons(world.waist, result.confirmation.card, {
      allowed: [world.as('admin').id],
      conversation: undefined,
    })
    return card.buttons.map(({ id }) => tokenOf(world.waist.secret, id))
  }

  it('holds what a mind asks for, shows it from the stored arguments, and runs it once when the same person confirms', async () => {
    const pending = await ask()
    const [confirm = ''] = await confirmToken(pending)
    expect(pending.outcome === 'pending' && pending.confirmation.card.facts).toEqual([
      { label: 'New name', value: 'Platform B' },
    ])
    expect(await lastRecord()).toMatchObject({ outcome: 'pending', tool: 'announce_thing' })
    expect(faultOf((await world.as('owner').press(confirm)).result).code).toBe('denied')
    const clicks = await Promise.all(Array.from({ length: 10 }, () => world.as('admin').press(confirm)))
    expect(clicks.filter(({ result }) => result.outcome === 'done')).toHaveLength(1)
    expect(await nameOf()).toBe('Platform B')
  })

  it('expires after five minutes, and says so', async () => {
    const [confirm = ''] = await confirmToken(await ask())
    world.clock.advance({ minutes: 5 })
    const fault = faultOf((await world.as('admin').press(confirm)).result)
    expect(fault).toMatchObject({ code: 'expired' })
    expect(fault.message).toContain('Nothing has happened')
  })

  it('is void when the row has changed, when it was cancelled, and when rights have changed', async () => {
    const [stale = ''] = await confirmToken(await ask())
    done(await world.as('admin').call('rename_thing', { team: platform(), text: 'Platform C' }))
    expect(faultOf((await world.as('admin').press(stale)).result).code).toBe('conflict')
    const [confirm = '', cancel = ''] = await confirmToken(await ask())
    expect((await world.as('admin').press(cancel)).result.outcome).toBe('done')
    expect(faultOf((await world.as('admin').press(confirm)).result).message).toContain('cancelled')
    expect(await nameOf()).toBe('Platform C')
  })

  it('is void when its stored arguments were altered', async () => {
    const [confirm = ''] = await confirmToken(await ask())
    await world.db.confirmation.updateMany({
      where: { status: 'pending' },
      data: { input: { team: platform(), text: 'Slipped in' } },
    })
    expect(faultOf((await world.as('admin').press(confirm)).result).code).toBe('expired')
    expect(await nameOf()).not.toBe('Slipped in')
  })

  it('refuses a forged token and records the attempt', async () => {
    const { result } = await world
      .as('admin')
      .press('01900000-0000-7000-8000-000000000000.aaaaaaaaaaaaaaaaaaaaaa')
    expect(faultOf(result).code).toBe('expired')
    expect(await lastRecord()).toMatchObject({ outcome: 'denied', tool: 'unknown' })
  })

  it('binds every write of a language model that has read outsiders’ text, and not those of guided mode', async () => {
    const write = (mind: 'claude' | 'guided') =>
      world
        .as('admin')
        .call(
          'rename_thing',
          { team: platform(), text: 'Platform D' },
          { initiator: 'mind', mind, tainted: true },
        )
    expect((await write('claude')).outcome).toBe('pending')
    expect((await write('guided')).outcome).toBe('done')
  })
})

describe('limits', () => {
  it('refuses the flood of one person and records the repeats in aggregate', async () => {
    const small = await createWorld({ extra: [rename], limits: { perPersonAndTool: 3 } })
    try {
      const results = []
      for (let n = 0; n < 30; n++) results.push(await small.as('admin').call('open_page', { page: 'chat' }))
      const limited = results.filter((result) => result.outcome === 'refused')
      expect(limited).toHaveLength(27)
      await small.waist.refusals.flush()
      const records = (await small.activity()).filter((row) => row.fault === 'limited')
      expect(records.length).toBeLessThanOrEqual(3)
      expect(records.reduce((sum, row) => sum + row.repeats, 0)).toBe(27)
    } finally {
      await small.close()
    }
  })
})

describe('a call by name', () => {
  it('runs, is checked and is recorded as the tool that it names', async () => {
    const named = await world
      .as('admin')
      .call('call_tool', { tool: 'rename_thing', input: { team: platform(), text: 'By name' } })
    expect(done(named)).toEqual({ name: 'By name' })
    expect(await lastRecord()).toMatchObject({ tool: 'rename_thing', outcome: 'done' })
    const denied = await world
      .as('viewer')
      .call('call_tool', { tool: 'rename_thing', input: { team: platform(), text: 'x' } })
    expect(faultOf(denied).code).toBe('denied')
    const nested = await world
      .as('admin')
      .call('call_tool', { tool: 'call_tool', input: { tool: 'rename_thing' } })
    expect(faultOf(nested).code).toBe('refused')
  })
})
