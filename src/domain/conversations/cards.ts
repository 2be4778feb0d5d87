import type { z } from 'zod'
import { sayRange } from '../../platform/period.ts'
import type { Card } from '../../tools/card.ts'
import type { CardContext } from '../../tools/tool.ts'
import type {
  conversation,
  conversationPage,
  hitPage,
  messagePage,
  prompts,
  statistics,
  summary,
} from './shapes.ts'
import { shorten } from './title.ts'
import { sayWhen } from './when.ts'

/** One's own conversations. */
export function conversationsCard(page: z.output<typeof conversationPage>, context: CardContext): Card {
  if (page.items.length === 0)
    return { title: 'No conversations', text: 'Nothing was said yet, or nothing like that.' }
  return {
    title: page.total === 1 ? '1 conversation' : `${page.total} conversations`,
    table: {
      columns: ['Conversation', 'Last message', 'Status'],
      rows: page.items.map((item) => [item.title, sayWhen(item.updated_at, context), item.status]),
    },
  }
}

/** The messages of a page, oldest first. */
export function messagesCard(page: z.output<typeof messagePage>, context: CardContext): Card {
  const more = page.next_cursor === undefined ? '' : ' Earlier ones are left out.'
  return {
    title: page.conversation.title,
    text: `${page.total === 1 ? '1 message' : `${page.total} messages`}.${more}`,
    table: {
      columns: ['When', 'Who', 'What'],
      rows: page.items.map((item) => [
        sayWhen(item.created_at, context),
        item.author === 'person' ? 'You' : 'Parley',
        shorten(item.text.replace(/\s+/g, ' '), 200),
      ]),
    },
    page: { label: 'Open it', path: `/#${page.conversation.id}` },
  }
}

/** Where words were found. */
export function hitsCard(page: z.output<typeof hitPage>, context: CardContext): Card {
  if (page.items.length === 0)
    return { title: 'Nothing was said like that', text: 'Try fewer or other words.' }
  return {
    title: page.total === 1 ? 'Found in 1 conversation' : `Found in ${page.total} conversations`,
    table: {
      columns: ['Conversation', 'Words', 'When'],
      rows: page.items.map((item) => [
        item.label,
        item.snippet.replace(/\s+/g, ' '),
        sayWhen(item.at, context),
      ]),
    },
  }
}

/** A conversation that was put away; writing to it takes it up again. */
export function archivedCard(row: z.output<typeof conversation>): Card {
  return {
    title: `Archived “${row.title}”`,
    text: 'Write to it to take it up again.',
    buttons: [
      {
        label: 'Take it up again',
        tool: 'update_conversation',
        input: { conversation: row.id, status: 'active' },
      },
    ],
  }
}

/** What was asked and what came of it. */
export function summaryCard(output: z.output<typeof summary>, context: CardContext): Card {
  const { conversation, exchanges, left_out, open } = output
  const span = `${output.messages === 1 ? '1 message' : `${output.messages} messages`}, ${sayWhen(output.began_at, context)} to ${sayWhen(output.last_at, context)}.`
  return {
    title: `Summary of “${conversation.title}”`,
    text: [
      span,
      left_out > 0 ? `${left_out} earlier ${left_out === 1 ? 'question is' : 'questions are'} left out.` : '',
      open === undefined ? '' : `Still open: ${open.replaceAll('_', ' ')}.`,
    ]
      .filter(Boolean)
      .join(' '),
    table: {
      columns: ['You asked', 'What came of it'],
      rows: exchanges.map(({ asked, answered }) => [asked || '–', answered || 'No answer yet']),
    },
  }
}

/** Counts of conversations, messages and calls. */
export function statisticsCard(output: z.output<typeof statistics>, context: CardContext): Card {
  const { messages, tokens } = output
  const whose = output.whose === 'mine' ? 'Your conversations' : 'Conversations of everybody'
  return {
    title: `${whose}, ${sayRange({ from: output.since, to: output.until }, context.timeZone)}`,
    facts: [
      { label: 'Conversations', value: String(output.conversations) },
      ...(output.whose === 'everyone' ? [{ label: 'People', value: String(output.people) }] : []),
      { label: 'Messages from people', value: String(messages.from_people) },
      {
        label: 'Answers',
        value: `${messages.from_parley} (${messages.claude} by Claude, ${messages.guided} guided)`,
      },
      {
        label: 'Tokens',
        value: `${tokens.input.toLocaleString('en')} in, ${tokens.output.toLocaleString('en')} out`,
      },
      ...(output.median_ms === undefined
        ? []
        : [{ label: 'Half of the answers within', value: `${output.median_ms} ms` }]),
    ],
    ...(output.tools.length > 0
      ? {
          table: {
            columns: ['Tool', 'Done', 'Not done'],
            rows: output.tools.map(({ tool, done, not_done }) => [tool, String(done), String(not_done)]),
          },
        }
      : {}),
  }
}

/** Sentences to begin with. */
export function promptsCard(output: z.output<typeof prompts>): Card {
  return {
    title: 'You could ask',
    table: { columns: ['Ask', 'What it gives'], rows: output.items.map(({ label, why }) => [label, why]) },
  }
}
