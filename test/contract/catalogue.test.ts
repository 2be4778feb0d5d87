import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { tools } from '../../src/catalogue.ts'
import { unwrap } from '../../src/tools/redact.ts'
import { kindOf } from '../support/sample-input.ts'

const further = new Set(['outward', 'power', 'irreversible'])

describe('the catalogue', () => {
  it('holds each name once', () => {
    expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length)
  })

  describe.each(tools.map((tool) => [tool.name, tool] as const))('%s', (name, tool) => {
    it('has a name of a verb and nouns, and words for people and models', () => {
      expect(name).toMatch(/^[a-z]+(_[a-z]+)+$/)
      expect(name.length).toBeLessThanOrEqual(64)
      expect(tool.title.length).toBeGreaterThan(3)
      expect(tool.title.length).toBeLessThanOrEqual(60)
      expect(tool.description.length).toBeGreaterThan(40)
      expect(tool.description.length).toBeLessThanOrEqual(600)
      expect(tool.description).toMatch(/\.$/)
    })

    it('has three distinct examples or more', () => {
      expect(new Set(tool.examples.map((example) => example.toLowerCase())).size).toBeGreaterThanOrEqual(3)
    })

    it('says what it needs and does', () => {
      expect(tool.permission.resource).toMatch(/^[a-z_]+$/)
      expect(tool.permission.action).toMatch(/^[a-z_]+$/)
      expect(['read', 'write', 'outward', 'power', 'irreversible']).toContain(tool.effect)
      if (further.has(tool.effect))
        expect(tool.preview, 'needs a preview for its confirmation').toBeTypeOf('function')
      if (tool.audience !== 'internal') expect(tool.card, 'needs a card').toBeTypeOf('function')
    })

    it('takes a strict object of described fields', () => {
      expect(tool.input).toBeInstanceOf(z.ZodObject)
      if (!(tool.input instanceof z.ZodObject)) return
      const refused = tool.input.safeParse({ no_such_field: 1 })
      expect(refused.error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true)
      for (const [field, schema] of Object.entries(tool.input.shape as Record<string, z.ZodType>)) {
        expect(schema.description ?? unwrap(schema).description, `${field} has no description`).toBeTruthy()
        if (tool.audience !== 'internal') expect(kindOf(schema), `${field} has no kind`).toBeTruthy()
      }
    })

    it('finds by words when it says so', () => {
      if (!tool.finds || !(tool.input instanceof z.ZodObject)) return
      expect(Object.keys(tool.input.shape)).toEqual(expect.arrayContaining(['query', 'limit']))
      expect(tool.effect).toBe('read')
    })

    it('keeps its schema', async () => {
      const schema = {
        input: z.toJSONSchema(tool.input, { io: 'input', unrepresentable: 'any' }),
        output: z.toJSONSchema(tool.output, { io: 'output', unrepresentable: 'any' }),
      }
      await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(`schemas/${name}.json`)
    })
  })

  it('finds each kind of row that a field asks for', () => {
    const found = new Set(tools.flatMap(({ finds }) => (finds ? [finds] : [])))
    const asked = tools
      .filter(({ audience }) => audience !== 'internal')
      .flatMap((tool) =>
        tool.input instanceof z.ZodObject ? Object.values(tool.input.shape as Record<string, z.ZodType>) : [],
      )
      .filter((schema) => unwrap(schema) instanceof z.ZodUUID)
      .map((schema) => kindOf(schema))
    // A confirmation is pressed or named by its id; it has no words to be found by.
    const missing = [...new Set(asked)].filter(
      (kind) => kind && kind !== 'confirmation' && !found.has(kind as never),
    )
    expect(missing).toEqual([])
  })
})
