import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { choiceOf, cursor, found, idOf, limit, pageOf, textOf } from '../../tools/fields.ts'
import { defineTool } from '../../tools/tool.ts'
import {
  listUndelivered as listUndeliveredOf,
  retryDelivery as retryDeliveryOf,
} from './undelivered-service.ts'

const delivery = {
  who: z.string().describe('For whom it was.'),
  what: z.string().describe('Its way out and the tool it shows or calls; never its content.'),
  status: z.string(),
  attempts: z.int(),
  since: z.iso.datetime(),
  why: z.string().describe('Why it did not leave.'),
}

export const listUndelivered = defineTool({
  name: 'list_undelivered',
  title: 'List what was not delivered',
  description:
    'Lists messages, mails and later calls that Parley has given up, or that it holds because their recipient has linked no ' +
    'account; the latest first. Returns for whom, what, since when and why, never the content.',
  examples: [
    'what could not be delivered',
    'list undelivered messages',
    'show failed deliveries for Mona',
    'which deliveries are held',
    'dead letters',
  ],
  permission: { resource: 'delivery', action: 'read' },
  effect: 'read',
  input: z.strictObject({
    query: textOf('Name of whom it was for.', 200, { kind: 'query', cues: ['for', 'to'] }).optional(),
    status: choiceOf(['dead', 'held'], 'Given up, or held until an account is linked.', {
      dead: ['given up', 'failed', 'undelivered'],
      held: ['on hold', 'unreachable'],
    }).default('dead'),
    limit,
    cursor,
  }),
  output: pageOf({ ...found, ...delivery }).extend({
    hint: z.string().optional().describe('What to try when nothing fits.'),
  }),
  finds: 'delivery',
  lists: 'delivery',
  targets: () => [],
  run: listUndeliveredOf,
  card: ({ items, total, next_cursor, hint }, { timeZone, may }) => {
    const more =
      next_cursor === undefined ? undefined : `These are ${items.length}; say “show more” for the next.`
    const text = [hint, more].filter((part) => part !== undefined).join(' ')
    const [only] = items
    return {
      title: total === 0 ? 'Everything was delivered' : `Not delivered: ${total}`,
      ...(text === '' ? {} : { text }),
      table: {
        columns: ['For', 'What', 'Since', 'Why'],
        rows: items.map(({ who, what, since, why }) => [who, what, sayWhen(since, timeZone), why]),
      },
      buttons:
        only?.status === 'dead' && items.length === 1 && may('delivery', 'retry')
          ? [{ label: 'Try again', tool: 'retry_delivery', input: { delivery: only.id } }]
          : [],
    }
  },
})

export const retryDelivery = defineTool({
  name: 'retry_delivery',
  title: 'Try a delivery again',
  description:
    'Puts a message, mail or later call that Parley has given up back, to be tried now with new attempts. Use it once the ' +
    'cause is mended. Returns what is tried again.',
  examples: ['try the delivery for Mona again', 'retry the failed delivery', 'deliver the second one again'],
  permission: { resource: 'delivery', action: 'retry' },
  effect: 'write',
  input: z.strictObject({ delivery: idOf('delivery', 'Which delivery.') }),
  output: z.object({ id: z.uuid(), label: z.string(), detail: z.string(), ...delivery }),
  targets: (input) => [{ type: 'delivery', id: input.delivery }],
  run: retryDeliveryOf,
  card: ({ label }) => ({ title: 'Trying again', text: `${label} will leave in a moment.` }),
})

function sayWhen(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(timeZone)
    .toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}
