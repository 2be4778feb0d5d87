import { type IncomingMessage, request } from 'node:http'

export type StreamEvent = { id: string | undefined; event: string; data: Record<string, unknown> }

/** A stream of server-sent events under the test's control. */
export type EventStream = {
  status: number
  headers: IncomingMessage['headers']
  /** The next event; rejects when the stream ends before one comes. */
  next(): Promise<StreamEvent>
  /** All events until the stream ends. */
  rest(): Promise<StreamEvent[]>
  /** Breaks the connection off, as a lost network does. */
  break(): void
}

/** Opens a stream of server-sent events and resolves once its headers are there. */
export async function openEvents(url: string, headers: Record<string, string>): Promise<EventStream> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { headers }, resolve).on('error', reject).end()
  })
  const events = read(response)
  const next = async () => {
    const { value, done } = await events.next()
    if (done) throw new Error('The stream has ended.')
    return value
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    next,
    rest: () => Array.fromAsync(events),
    break: () => void response.destroy(),
  }
}

async function* read(response: IncomingMessage): AsyncGenerator<StreamEvent, undefined> {
  let text = ''
  response.setEncoding('utf8')
  for await (const chunk of response) {
    text += chunk
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
      )
      if (fields.data !== undefined)
        yield { id: fields.id, event: fields.event ?? 'message', data: JSON.parse(fields.data) }
    }
  }
  return undefined
}
