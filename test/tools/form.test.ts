import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { bindButtons, checkForm, formOf, issueButtons, tokenOf } from '../../src/tools/button.ts'
import { choiceOf, dayOf, skillsOf, textOf } from '../../src/tools/fields.ts'
import { press } from '../../src/tools/press.ts'
import { defineTool } from '../../src/tools/tool.ts'
import { createWorld, done, faultOf, type World } from '../support/world.ts'

const order = defineTool({
  name: 'order_lunch',
  title: 'Order lunch',
  description: 'Orders lunch.',
  examples: ['order lunch', 'lunch please', 'I am hungry'],
  permission: { resource: 'desk', action: 'ask' },
  effect: 'write',
  input: z.strictObject({
    place: textOf('Where from.', 80),
    wish: textOf('Anything else.', 2_000).optional(),
    kind: choiceOf(['hot', 'cold'], 'Hot or cold.'),
    day: dayOf('When.').optional(),
    people: z.int().min(1).max(20).describe('For how many.').meta({ kind: 'number' }).default(1),
    without: skillsOf('What nobody eats.').optional(),
    paid: z.boolean().describe('Paid already.').meta({ kind: 'flag' }).optional(),
  }),
  output: z.object({ order: z.unknown() }),
  targets: () => [],
  run: async (_context, input) => ({ order: input }),
  card: () => ({ title: 'Ordered' }),
})

let world: World
beforeAll(async () => {
  world = await createWorld({ extra: [order] })
})
afterAll(() => world.close())

const asks = ['kind', 'wish?', 'day?', 'people?', 'without?', 'paid?']

async function button(input: Record<string, unknown> = { place: 'Aroma' }, asked: readonly string[] = asks) {
  const card = { title: 'Lunch', buttons: [{ label: 'Order', tool: 'order_lunch', input, asks: asked }] }
  const allowed = [world.as('recruiter').id]
  const issued = await issueButtons(world.waist, card, { allowed, conversation: undefined })
  const [first] = issued.buttons
  return { form: first?.form, token: tokenOf(world.waist.secret, first?.id ?? '') }
}

const pressAs = (token: string, more: { fields?: Record<string, string>; message?: string }) =>
  press(world.waist, { credential: world.as('recruiter').credential, door: 'slack', token, ...more })

describe('a button that asks', () => {
  it('carries a form made from the schema of its tool, and opens it again by its token', async () => {
    const { form, token } = await button({ place: 'Aroma', people: 4, without: ['nuts', 'soy'] })
    expect(form).toEqual({
      title: 'Order lunch',
      submit: 'Order',
      fields: [
        {
          name: 'kind',
          label: 'Kind',
          hint: 'Hot or cold.',
          kind: 'choice',
          options: [
            { value: 'hot', label: 'Hot' },
            { value: 'cold', label: 'Cold' },
          ],
          optional: false,
        },
        { name: 'wish', label: 'Wish', hint: 'Anything else.', kind: 'text', most: 2_000, optional: true },
        { name: 'day', label: 'Day', hint: 'When.', kind: 'day', optional: true },
        {
          name: 'people',
          label: 'People',
          hint: 'For how many.',
          kind: 'number',
          optional: true,
          value: '4',
        },
        {
          name: 'without',
          label: 'Without',
          hint: 'What nobody eats. Separate with commas.',
          kind: 'line',
          optional: true,
          value: 'nuts, soy',
        },
        { name: 'paid', label: 'Paid', hint: 'Paid already.', kind: 'flag', optional: true },
      ],
    })
    expect(await formOf(world.waist, token)).toEqual(form)
  })

  it('runs its tool with what was filled in, each value as its field wants it', async () => {
    const { token } = await button()
    const fields = {
      kind: 'hot',
      day: '2026-12-01',
      people: '3',
      without: 'nuts,  soy ,',
      paid: 'true',
      wish: ' ',
    }
    const { result } = await pressAs(token, { fields })
    expect(done(result)).toEqual({
      order: {
        place: 'Aroma',
        kind: 'hot',
        day: '2026-12-01',
        people: 3,
        without: ['nuts', 'soy'],
        paid: true,
      },
    })
  })

  it('takes nothing that it did not ask for, and stays usable after a mistake', async () => {
    const { token } = await button({ place: 'Aroma' }, ['kind'])
    const { result: without } = await pressAs(token, { fields: { place: 'Elsewhere' } })
    expect([faultOf(without).code, faultOf(without).details.field]).toEqual(['invalid', 'kind'])
    const { result } = await pressAs(token, { fields: { kind: 'cold', place: 'Elsewhere', people: '9' } })
    expect(done(result)).toEqual({ order: { place: 'Aroma', kind: 'cold', people: 1 } })
  })

  it('tells what is wrong with each field before anything is done', async () => {
    const { token } = await button()
    expect(await checkForm(world.waist, token, { people: '99', day: 'soon' })).toEqual({
      kind: 'Please fill this in.',
      people: 'This may be at most 20.',
      day: 'This is not a day of the calendar; write it as YYYY-MM-DD.',
    })
    expect(await checkForm(world.waist, token, { kind: 'hot' })).toEqual({})
    expect(await checkForm(world.waist, 'not ours', {})).toEqual({})
  })

  it('refuses a field that no form can ask', async () => {
    await expect(button({}, ['nonsense'])).rejects.toThrow('order_lunch has no field nonsense')
  })
})

describe('a button in a posted message', () => {
  it('is clicked from that message only', async () => {
    const { token } = await button({ place: 'Aroma', kind: 'hot' }, [])
    await bindButtons(world.waist, [token], ['T1:C1:171.4', 'T1:C1:171.5'])
    const elsewhere = await pressAs(token, { message: 'T1:C2:171.5' })
    expect(faultOf(elsewhere.result).code).toBe('denied')
    expect((await pressAs(token, { message: 'T1:C1:171.5' })).result.outcome).toBe('done')
  })
})
