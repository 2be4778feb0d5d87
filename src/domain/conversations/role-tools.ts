import { z } from 'zod'
import { personas } from '../../access/actor.ts'
import { builtInRoles } from '../../access/roles.ts'
import { choiceOf, limit } from '../../tools/fields.ts'
import { type AnyTool, type Context, defineTool, effects } from '../../tools/tool.ts'
import { personaOf } from './thread-service.ts'
import { searchTools } from './tool-search.ts'

const toolItem = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  example: z.string(),
  effect: z.enum(effects),
})

/** The tools that answer what can be asked. They get the list of all tools by a thunk, since the list holds them too. */
export function roleTools(list: () => readonly AnyTool[]) {
  return { getRoleTools: getRoleToolsOf(list), findTools: findToolsOf(list) }
}

function getRoleToolsOf(list: () => readonly AnyTool[]) {
  return defineTool({
    name: 'get_role_tools',
    title: 'What I can ask for',
    description:
      'Lists what Parley can do first and foremost for one of the own personas, of what the caller may do. Use it for "what can you do". ' +
      'Returns the tools with an example each, how many more there are, and which parts of the product are switched on.',
    examples: [
      'what can you do',
      'help',
      'what can I ask you',
      'which tools do I have',
      'what are you good for',
    ],
    permission: { resource: 'conversation', action: 'read' },
    effect: 'read',
    public: true,
    input: z.strictObject({ persona: choiceOf(personas, 'For which of the own personas.').optional() }),
    output: z.object({
      persona: z.enum(personas),
      tools: z.array(toolItem),
      more: z.int().describe('How many further tools the caller may use.'),
      features: z.record(z.string(), z.boolean()),
    }),
    targets: () => [],
    run: async (context, asked) => {
      const persona = personaOf(context, asked.persona)
      const mine = allowed(context, list())
      const featured = mine.filter((tool) => tool.featured?.includes(persona))
      const tools = (featured.length > 0 ? featured : mine).slice(0, 10)
      return {
        persona,
        tools: tools.map(itemOf),
        more: mine.length - tools.length,
        features: featuresOf(context),
      }
    },
    card: ({ tools, more }) => ({
      title: 'What you can ask me',
      text: more > 0 ? `And ${more} more; ask me for what you need.` : 'Write as you would to a colleague.',
      table: { columns: ['What', 'For example'], rows: tools.map(({ title, example }) => [title, example]) },
    }),
  })
}

function findToolsOf(list: () => readonly AnyTool[]) {
  return defineTool({
    name: 'find_tools',
    title: 'Find a tool',
    description:
      'Searches in what the caller may do, by words. Use it when no tool at hand fits. Returns the tools that fit best, with what they do and an example.',
    examples: [
      'is there a tool for submissions',
      'find a tool to move candidates',
      'which tool shows activity',
    ],
    permission: { resource: 'conversation', action: 'read' },
    effect: 'read',
    public: true,
    input: z.strictObject({
      query: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .describe('What it should do, in words.')
        .meta({ kind: 'query', sensitive: true, cues: ['for', 'to', 'about'] }),
      limit,
    }),
    output: z.object({ tools: z.array(toolItem), total: z.int() }),
    targets: () => [],
    run: async (context, asked) => {
      const fitting = searchTools(allowed(context, list()), asked.query)
      return { tools: fitting.slice(0, asked.limit).map(itemOf), total: fitting.length }
    },
    card: ({ tools }) =>
      tools.length === 0
        ? {
            title: 'Nothing like that',
            text: 'Nothing that you may do fits these words. Ask “what can you do?”.',
          }
        : {
            title: tools.length === 1 ? 'This may help' : 'These may help',
            table: {
              columns: ['What', 'For example'],
              rows: tools.map(({ title, example }) => [title, example]),
            },
          },
  })
}

/** What may be offered to this person, in the order of the catalogue. */
function allowed({ actor }: Context, tools: readonly AnyTool[]): AnyTool[] {
  return tools.filter(
    ({ audience, permission: { resource, action } }) =>
      audience !== 'internal' && actor.rights.decide(resource, action).allowed,
  )
}

function itemOf({ name, title, description, examples, effect }: AnyTool) {
  return { name, title, description, example: examples[0], effect }
}

function featuresOf({ actor }: Context): Record<string, boolean> {
  const held = builtInRoles.filter(({ name }) => actor.roles.includes(name))
  const names = Object.keys(
    builtInRoles[0]?.features ?? {},
  ) as (keyof (typeof builtInRoles)[number]['features'])[]
  return Object.fromEntries(names.map((name) => [name, held.some(({ features }) => features[name])]))
}
