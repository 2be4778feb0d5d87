import { z } from 'zod'
import { Fault } from '../platform/fault.ts'
import { defineTool } from './tool.ts'

/** The waist's own tool: a model that found a tool it was not shown calls it by name, under that tool's own rules. */
export const callTool = defineTool({
  name: 'call_tool',
  title: 'Call a tool by its name',
  description:
    'Calls a tool that find_tools has shown, by its name and with its own input. It runs, is checked and recorded as that tool. Returns what that tool returns.',
  examples: ['call the tool get_settings', 'run list_teams by name', 'use tool get_job with this input'],
  permission: { resource: 'desk', action: 'ask' },
  effect: 'read',
  input: z.strictObject({
    tool: z.string().max(64).describe('Name of the tool.').meta({ kind: 'text' }),
    input: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('Its input.')
      .meta({ kind: 'text', sensitive: true }),
  }),
  output: z.object({}),
  targets: () => [],
  forwards: ({ tool, input }) => ({ tool, input }),
  run: () => Promise.reject(new Fault('refused', 'A call by name cannot name another call by name.')),
  card: () => ({ title: 'Done' }),
})
