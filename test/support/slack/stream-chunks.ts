import { checkBlocks } from './block-kit.ts'
import { messageLimits } from './contents.ts'
import { filled, type Json, objects, typeOf } from './json.ts'
import { lengthOf } from './length.ts'
import { SlackRefusal } from './refusal.ts'
import type { Message, Stream } from './state.ts'

/** Texts on task cards and plans. */
const cardText = 256
const taskStates = ['pending', 'in_progress', 'complete', 'error']

/** Chunks as a stream takes them; refuses the ones that it does not. */
export function checkChunks(chunks: unknown): readonly Json[] {
  if (chunks === undefined || chunks === '') return []
  if (!Array.isArray(chunks) || objects(chunks).length !== chunks.length) throw invalid('chunks')
  for (const chunk of objects(chunks)) {
    const check = checks[typeOf(chunk)]
    if (check === undefined) throw invalid('type')
    check(chunk)
  }
  return objects(chunks)
}

const checks: Readonly<Record<string, (chunk: Json) => void>> = {
  markdown_text: ({ text }) => {
    if (typeof text !== 'string') throw invalid('text')
    if (lengthOf(text) > messageLimits.markdownText) throw new SlackRefusal('msg_too_long')
  },
  task_update: ({ id, status, title, details = '', output = '' }) => {
    if (filled(id) === undefined) throw invalid('id')
    if (typeof status !== 'string' || !taskStates.includes(status)) throw invalid('status')
    if (!isCardText(title) || title === '') throw invalid('title')
    if (!isCardText(details)) throw invalid('details')
    if (!isCardText(output)) throw invalid('output')
  },
  plan_update: ({ title }) => {
    if (!isCardText(title) || title === '') throw invalid('title')
  },
  blocks: ({ blocks }) => {
    const complaints = checkBlocks(blocks, 'message')
    if (complaints.length > 0) throw new SlackRefusal('invalid_blocks', { errors: complaints })
  },
}

function isCardText(value: unknown): boolean {
  return typeof value === 'string' && lengthOf(value) <= cardText
}

function invalid(field: string): SlackRefusal {
  return new SlackRefusal('invalid_chunks', { response_metadata: { messages: [`[ERROR] ${field}`] } })
}

type Shown = Pick<Message, 'text'> & { blocks: readonly Json[] }

/** What a stream shows: its words in order, with its cards where they first came. A plan gathers all of them. */
export function shownChunks({ chunks, display }: Stream): Shown {
  const text = chunks.map((chunk) => (chunk.type === 'markdown_text' ? String(chunk.text) : '')).join('')
  const blocks: Json[] = []
  for (const [index, chunk] of chunks.entries()) {
    const last = blocks.at(-1)
    const known = chunks.findIndex(({ type, id }) => type === 'task_update' && id === chunk.id) < index
    if (chunk.type === 'blocks') blocks.push(...objects(chunk.blocks))
    else if (chunk.type === 'task_update' && !known) blocks.push(taskCard(chunks, chunk.id))
    else if (chunk.type === 'markdown_text' && last?.type === 'markdown') {
      blocks.splice(-1, 1, { ...last, text: `${last.text}${chunk.text}` })
    } else if (chunk.type === 'markdown_text') blocks.push({ type: 'markdown', text: chunk.text })
  }
  const plan = chunks.findLast(({ type }) => type === 'plan_update')?.title
  return { text, blocks: display === 'plan' ? gathered(blocks, String(plan ?? '')) : blocks }
}

/** Title and state of a card are replaced by each update, its details and output grow. */
function taskCard(chunks: readonly Json[], id: unknown): Json {
  const updates = chunks.filter((chunk) => chunk.type === 'task_update' && chunk.id === id)
  const grown = (name: 'details' | 'output') => {
    const text = updates.map((update) => update[name] ?? '').join('')
    return text === '' ? {} : { [name]: richText(text) }
  }
  const { title, status, sources } = updates.at(-1) ?? {}
  return {
    type: 'task_card',
    task_id: id,
    title,
    status,
    ...(sources === undefined ? {} : { sources }),
    ...grown('details'),
    ...grown('output'),
  }
}

function richText(text: string): Json {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  }
}

function gathered(blocks: readonly Json[], title: string): readonly Json[] {
  const isTask = ({ type }: Json) => type === 'task_card'
  const first = blocks.findIndex(isTask)
  const plan: Json = { type: 'plan', title, tasks: blocks.filter(isTask) }
  if (first < 0) return title === '' ? blocks : [plan, ...blocks]
  return blocks.flatMap((block, index) => (index === first ? [plan] : isTask(block) ? [] : [block]))
}
