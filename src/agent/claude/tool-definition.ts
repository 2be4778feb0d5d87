import type Anthropic from '@anthropic-ai/sdk'
import { z } from 'zod'
import type { AnyTool } from '../../tools/tool.ts'

const definitions = new WeakMap<AnyTool, Anthropic.Tool>()

/** A tool as the model is shown it: name, words, and the JSON schema of its input without our own marks. */
export function toolDefinition(tool: AnyTool): Anthropic.Tool {
  const known = definitions.get(tool)
  if (known) return known
  const asked = tool.examples.slice(0, 3).map((example) => JSON.stringify(example))
  const definition: Anthropic.Tool = {
    name: tool.name,
    description: `${tool.description}\nPeople ask: ${asked.join(', ')}.`,
    input_schema: { ...inputSchema(tool.input), type: 'object' },
  }
  definitions.set(tool, definition)
  return definition
}

/** What a person writes for themselves or the machine writes for nobody: our meta, bounds of every integer. */
const noise = ['$schema', 'kind', 'words', 'cues', 'sensitive']

function inputSchema(input: z.ZodType): Record<string, unknown> {
  const schema = z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      for (const key of noise) Reflect.deleteProperty(jsonSchema, key)
      if (jsonSchema.format) delete jsonSchema.pattern
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
    },
  })
  const { $schema: _, ...rest } = schema
  return rest
}
