import type Anthropic from '@anthropic-ai/sdk'
import { ModelUnavailable } from '../model-unavailable.ts'
import { outage } from './outage.ts'

/**
 * The events of one request, to the end of the message. Throws ModelUnavailable when the service refuses, the
 * connection breaks before the message is complete, or nothing comes for `idleMs`; throws the reason of `signal` when
 * that aborts. The request is closed in every case.
 */
export async function* events(
  client: Anthropic,
  params: Anthropic.MessageCreateParamsStreaming,
  watch: { signal: AbortSignal; idleMs: number },
): AsyncGenerator<Anthropic.RawMessageStreamEvent> {
  const silence = new AbortController()
  const timer = setTimeout(() => silence.abort(), watch.idleMs)
  let complete = false
  try {
    const signal = AbortSignal.any([watch.signal, silence.signal])
    const stream = await client.messages.create(params, { signal })
    for await (const event of stream) {
      timer.refresh()
      complete ||= event.type === 'message_stop'
      yield event
    }
  } catch (error) {
    watch.signal.throwIfAborted()
    throw silence.signal.aborted ? tooLong() : outage(error)
  } finally {
    clearTimeout(timer)
  }
  // The SDK ends an aborted stream, and one whose connection was closed, as if it were finished.
  watch.signal.throwIfAborted()
  if (silence.signal.aborted) throw tooLong()
  if (!complete) throw new ModelUnavailable('broken_stream', 'the stream ended before the message did')
}

function tooLong(): ModelUnavailable {
  return new ModelUnavailable('timeout', 'nothing came within the limit')
}
