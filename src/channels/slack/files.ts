import type { FileToSend } from '../desk/port.ts'
import { askSlack } from './fault.ts'
import { markOf, postOne, recent } from './messages.ts'
import type { Room } from './rooms.ts'

/**
 * Hands over a file through Slack's external upload: a line that names it, then the file below. The line carries the
 * key, so that after a crash the line is not said again, and a file of that name below it is not sent again.
 */
export async function sendFile(room: Room, file: FileToSend, key: string): Promise<'sent'> {
  const { client, place } = room
  const thread = place.thread ? { thread_ts: place.thread } : {}
  const { line, sent } = await lookFor(room, file, key)
  if (sent) return 'sent'
  if (!line)
    await postOne(room, {
      text: file.title,
      blocks: [{ type: 'section', text: { type: 'plain_text', text: file.title } }],
      metadata: markOf({ key, part: 0, parts: 1 }),
    })
  await askSlack(() =>
    client.filesUploadV2({
      channel_id: place.channel,
      ...thread,
      filename: file.name,
      title: file.title,
      file: Buffer.from(file.bytes),
    }),
  )
  return 'sent'
}

/** Whether the line under this key stands there, and a file of that name after it. */
async function lookFor(room: Room, { name }: FileToSend, key: string) {
  let line: string | undefined
  const files: string[] = []
  for await (const { metadata, ts, files: attached, user } of recent(room)) {
    const payload = metadata?.event_payload as { key?: unknown } | undefined
    if (ts && payload?.key === key && (!room.botUser || user === room.botUser)) line = ts
    if (ts && attached?.some((file) => file.name === name)) files.push(ts)
  }
  const since = line
  return { line, sent: since !== undefined && files.some((ts) => Number(ts) > Number(since)) }
}
