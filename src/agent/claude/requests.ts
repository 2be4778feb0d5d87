import type Anthropic from '@anthropic-ai/sdk'
import type { AnyTool } from '../../tools/tool.ts'
import type { Turn } from '../mind.ts'
import { aboutNow, aboutSpeaker, prompt } from '../prompt.ts'
import { clean } from './clean.ts'
import { type Fence, fence } from './fence.ts'
import { alternating, replay } from './history.ts'
import type { Limits } from './limits.ts'
import { toolDefinition } from './tool-definition.ts'
import { toolsFor } from './tools-for.ts'

/** A message of the turn that is going on. */
export type OwnMessage = { role: 'user' | 'assistant'; content: Anthropic.ContentBlockParam[] }

/** What a turn sends: `next` gives the request that follows its own messages so far. */
export type Requests = {
  tools: readonly AnyTool[]
  fence: Fence
  /** True when earlier messages that go along hold outsiders' text. */
  tainted: boolean
  next(own: readonly OwnMessage[]): Anthropic.MessageCreateParamsStreaming
}

const cached: Anthropic.CacheControlEphemeral = { type: 'ephemeral' }

/**
 * Puts together what every request of a turn shares, the steadiest first: tools, house rules, who is speaking, earlier
 * messages, and only then the present time and the new words. The four marks that the service allows stand after the
 * tools, the house rules, the earlier messages and the newest block. Sampling parameters are left out: the service
 * refuses them.
 */
export function requests(turn: Turn, model: string, limits: Limits): Requests {
  const mark = fence()
  const past = replay(turn.history, mark, limits.historyTokens)
  const tools = toolsFor(turn)
  const definitions = tools.map(toolDefinition)
  const shared = {
    model,
    max_tokens: limits.answerTokens,
    stream: true as const,
    system: [
      { type: 'text' as const, text: prompt(turn.speaker.persona), cache_control: cached },
      { type: 'text' as const, text: aboutSpeaker(turn.speaker) },
    ],
    ...(tools.length > 0 ? { tools: markedLast(definitions) } : {}),
  }
  const before = [...markedEnd(past.messages), asked(turn)]
  return {
    tools,
    fence: mark,
    tainted: past.tainted,
    next: (own) => ({ ...shared, messages: markedEnd(alternating([...before, ...own])) }),
  }
}

function asked(turn: Turn): OwnMessage {
  const words = clean(turn.text)
  return {
    role: 'user',
    content: [
      { type: 'text', text: aboutNow(turn.now, turn.speaker.timeZone) },
      { type: 'text', text: /\S/.test(words) ? words : '(The message is empty.)' },
    ],
  }
}

function markedEnd(messages: readonly OwnMessage[]): OwnMessage[] {
  return messages.map((message, index) =>
    index === messages.length - 1 ? { ...message, content: markedLast(message.content) } : message,
  )
}

function markedLast<T extends object>(blocks: readonly T[]): T[] {
  return blocks.map((block, index) =>
    index === blocks.length - 1 ? { ...block, cache_control: cached } : block,
  )
}
