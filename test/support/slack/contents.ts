import { checkBlocks, textOfBlocks } from './block-kit.ts'
import { filled, isJson, type Json, objects } from './json.ts'
import { lengthOf } from './length.ts'
import { invalidArguments, SlackRefusal } from './refusal.ts'
import type { Message } from './state.ts'

/** What Slack takes in one message, in characters. */
export const messageLimits = {
  /** Slack cuts longer texts off without a word, so the fake refuses them. */
  text: 40_000,
  updatedText: 4_000,
  markdownText: 12_000,
  /** All texts of all blocks. Found by measuring, not in the documents. */
  allBlocks: 13_200,
  metadataBytes: 8_000,
}

export type Contents = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata'>

/** Reads what a message is to say, as chat.postMessage and its kin take it; refuses what they refuse. */
export function readContents(args: Json, textLimit = messageLimits.text): Contents {
  const text = filled(args.text) ?? ''
  const markdown = filled(args.markdown_text)
  const attachments = list(args, 'attachments')
  if (markdown !== undefined) {
    if (text !== '' || args.blocks !== undefined) throw new SlackRefusal('markdown_text_conflict')
    if (lengthOf(markdown) > messageLimits.markdownText) throw new SlackRefusal('msg_too_long')
    return { text: markdown, blocks: [{ type: 'markdown', text: markdown }], ...readMetadata(args) }
  }
  const blocks = readBlocks(args)
  if (text === '' && blocks.length === 0 && attachments.length === 0) throw new SlackRefusal('no_text')
  if (lengthOf(text) > textLimit) throw new SlackRefusal('msg_too_long')
  return {
    text,
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...readMetadata(args),
  }
}

/** The blocks of a message; none when there are none. */
export function readBlocks(args: Json): readonly Json[] {
  if (args.blocks === undefined || args.blocks === '') return []
  if (!Array.isArray(args.blocks)) throw new SlackRefusal('invalid_blocks_format')
  const complaints = checkBlocks(args.blocks, 'message')
  if (complaints.length > 0) {
    const tables = complaints.some((complaint) => complaint.startsWith('only_one_table_allowed'))
    throw new SlackRefusal(tables ? 'invalid_attachments' : 'invalid_blocks', {
      errors: complaints,
      response_metadata: { messages: complaints.map((complaint) => `[ERROR] ${complaint}`) },
    })
  }
  if (lengthOf(textOfBlocks(args.blocks)) > messageLimits.allBlocks)
    throw new SlackRefusal('msg_blocks_too_long')
  return objects(args.blocks)
}

/** Metadata has a name and a flat payload. */
export function readMetadata(args: Json): { metadata?: Json } {
  const { metadata } = args
  if (metadata === undefined || metadata === '') return {}
  if (isJson(metadata) && Object.keys(metadata).length === 0) return { metadata: {} }
  if (!isJson(metadata) || filled(metadata.event_type) === undefined || !isJson(metadata.event_payload)) {
    throw new SlackRefusal('invalid_metadata_format')
  }
  if (Buffer.byteLength(JSON.stringify(metadata)) > messageLimits.metadataBytes) {
    throw new SlackRefusal('metadata_too_large')
  }
  return { metadata }
}

function list(args: Json, name: string): readonly Json[] {
  const value = args[name]
  if (value === undefined || value === '') return []
  if (!Array.isArray(value)) throw invalidArguments(`${name} must be an array`)
  return objects(value)
}
