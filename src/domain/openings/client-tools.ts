import { z } from 'zod'
import type { Card, Fact } from '../../tools/card.ts'
import { choiceOf, cursor, found, idOf, limit, pageOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import {
  createClient as createClientIn,
  listClients as listClientsOf,
  updateClient as updateClientIn,
} from './client-service.ts'

const client = {
  name: z.string(),
  industry: z.string(),
  location: z.string(),
  contact_name: z.string().optional(),
  status: z.string(),
  open_jobs: z.int().describe('Open openings that the caller may see.'),
  version: z.int(),
}

const one = z.object({ id: z.uuid(), label: z.string(), detail: z.string(), ...client })

const name = textOf('Name of the client.', 120, { kind: 'name', cues: ['called', 'named', 'client'] })
const industry = textOf('Trade of the client.', 80, { kind: 'name', cues: ['industry', 'trade'] })
const location = textOf('City or region of the client.', 120, {
  kind: 'name',
  cues: ['in', 'based in', 'moved to'],
})
const contactName = textOf('Whom we speak with there.', 120, {
  kind: 'name',
  cues: ['contact', 'contact is', 'contact person'],
})
const note = textOf('What to know about working with them.', 4_000, { cues: ['note', 'note:', 'noting'] })

export const listClients = defineTool({
  name: 'list_clients',
  title: 'List clients',
  description:
    'Lists the clients, or finds one by name, trade or place, misspelt ones too. Returns name, trade, place, contact and ' +
    'how many openings are open; with detail full also the note on each.',
  examples: [
    'list our clients',
    'which clients do we have',
    'find client tallgrass',
    'who is our contact at quayside freight?',
    'clients in health care',
    'show inactive clients',
  ],
  permission: { resource: 'client', action: 'read' },
  effect: 'read',
  input: z.strictObject({
    query: textOf('Name, trade or place, or a part of it.', 200, {
      kind: 'query',
      cues: ['client', 'called', 'named', 'in', 'at'],
    }).optional(),
    status: choiceOf(['active', 'inactive', 'all'], 'Default: active ones; with a query, all.', {
      inactive: ['former', 'past', 'old'],
    }).optional(),
    detail: choiceOf(['concise', 'full'], 'full adds the notes.', {
      full: ['with notes', 'in full'],
    }).default('concise'),
    limit,
    cursor,
  }),
  output: pageOf({ ...found, ...client, note: z.string().optional() }).extend({
    hint: z.string().optional().describe('What to try when nothing fits exactly.'),
  }),
  finds: 'client',
  lists: 'client',
  targets: () => [],
  run: listClientsOf,
  card: ({ items, total, next_cursor, hint }): Card => {
    const more =
      next_cursor === undefined ? undefined : `These are ${items.length}; say “show more” for the next.`
    const notes = items.flatMap((item) => (item.note === undefined ? [] : [`${item.name}: ${item.note}`]))
    const text = [hint, more, ...notes].filter((part) => part !== undefined).join('\n')
    return {
      title: total === 0 ? 'No clients' : total === 1 ? '1 client' : `${total} clients`,
      ...(text === '' ? {} : { text }),
      table: {
        columns: ['Client', 'Industry', 'Place', 'Contact', 'Open'],
        rows: items.map((item) => [
          item.status === 'active' ? item.name : `${item.name} (inactive)`,
          item.industry || '–',
          item.location || '–',
          item.contact_name ?? '–',
          String(item.open_jobs),
        ]),
      },
    }
  },
})

export const createClient = defineTool({
  name: 'create_client',
  title: 'Add a client',
  description: 'Adds a client company, for which openings can be made then. Returns it.',
  examples: [
    'add a client called Bluefin Robotics, robotics, Oslo',
    'new client Harbor Foods',
    'create client "Aspen Labs" in Denver, contact Maria Voss',
    'we won a new client: Fernwood Energy',
  ],
  permission: { resource: 'client', action: 'create' },
  effect: 'write',
  input: z.strictObject({
    name,
    industry: industry.optional(),
    location: location.optional(),
    contact_name: contactName.optional(),
    note: note.optional(),
  }),
  output: one,
  targets: () => [],
  run: createClientIn,
  card: (output, { may }) => ({
    title: `Added the client ${output.name}`,
    facts: factsOf(output),
    buttons: may('job', 'create')
      ? [{ label: 'Its openings', tool: 'search_jobs', input: { client: output.id } }]
      : [],
  }),
})

export const updateClient = defineTool({
  name: 'update_client',
  title: 'Change a client',
  description:
    'Changes what is given on a client: name, trade, place, contact, note, or whether we work with them now. Returns the ' +
    'client as it is now and what changed.',
  examples: [
    'our new contact is Nora Beck at quayside freight',
    'rename client tallgrass mutual to Tallgrass Insurance',
    'mark larkfield clinics as inactive',
    'copperbeck moved to Boulder',
    'make harbor foods active again',
  ],
  permission: { resource: 'client', action: 'update' },
  effect: 'write',
  input: z.strictObject({
    client: idOf('client', 'Which client.'),
    name: name
      .describe('New name.')
      .meta({ cues: ['rename to', 'now called', 'called', 'new name'] })
      .optional(),
    industry: industry.optional(),
    location: location.optional(),
    contact_name: contactName.meta({ cues: ['contact is', 'contact person is', 'contact to'] }).optional(),
    status: choiceOf(['active', 'inactive'], 'inactive ones get no new openings.').optional(),
    note: note.optional(),
    version: z
      .int()
      .min(1)
      .optional()
      .describe('version of the client that was seen; when it has changed since, nothing happens.')
      .meta({ kind: 'number' }),
  }),
  output: one.extend({ changed: z.array(z.string()) }),
  targets: (input) => [{ type: 'client', id: input.client }],
  run: updateClientIn,
  card: (output) => ({
    title: `Changed the client ${output.name}`,
    text: [
      `New: ${output.changed.map((field) => field.replaceAll('_', ' ')).join(', ')}.`,
      ...(output.status === 'inactive' && output.open_jobs > 0
        ? [`Its ${output.open_jobs} open ${output.open_jobs === 1 ? 'opening stays' : 'openings stay'} open.`]
        : []),
    ].join(' '),
    facts: factsOf(output),
  }),
})

function factsOf(one: {
  industry: string
  location: string
  contact_name?: string | undefined
  status: string
}): Fact[] {
  return [
    { label: 'Industry', value: one.industry || 'not given' },
    { label: 'Place', value: one.location || 'not given' },
    { label: 'Contact', value: one.contact_name ?? 'not given' },
    { label: 'Status', value: one.status },
  ]
}
