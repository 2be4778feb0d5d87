import { readBlocks } from '../contents.ts'
import { newFile } from '../file.ts'
import { filled, type Json, objects } from '../json.ts'
import { botMessage } from '../posting.ts'
import { invalidArguments, SlackRefusal } from '../refusal.ts'
import type { Upload } from '../state.ts'
import { type Method, type MethodCall, method, required, threadRoot, writableChannel } from './method.ts'

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': method(['files:write'], 4, (call) => {
    const name = required(call.args, 'filename')
    const announced = Number(required(call.args, 'length'))
    if (!Number.isInteger(announced) || announced <= 0) throw invalidArguments('length must be positive')
    const file = newFile(call.state, { user: call.workspace.bot.user, name, size: announced })
    call.state.uploads.set(file.id, { file, announced, shared: false })
    return { upload_url: `${call.state.url}/upload/v1/${file.id}`, file_id: file.id }
  }),
  'files.completeUploadExternal': method(['files:write'], 4, (call) => {
    const { state, args } = call
    const wanted = objects(args.files)
    if (wanted.length === 0) throw invalidArguments('missing required field: files')
    const uploads = wanted.map(({ id, title }) => complete(state.uploads.get(String(id)), title))
    if (args.channel_id !== undefined) share(call, uploads)
    return { files: uploads.map(({ file }) => file) }
  }),
  'files.info': method(['files:read'], 4, ({ state, args }) => {
    const upload = state.uploads.get(required(args, 'file'))
    if (upload === undefined || !upload.shared) throw new SlackRefusal('file_not_found')
    return { file: upload.file }
  }),
}

function complete(upload: Upload | undefined, title: unknown): Upload {
  if (upload?.bytes === undefined) throw new SlackRefusal('file_not_found')
  upload.file.title = filled(title) ?? upload.file.name
  return upload
}

/** One message shows all files. */
function share(call: MethodCall, uploads: readonly Upload[]) {
  const channel = writableChannel(call, 'channel_id')
  const thread = threadRoot(channel, call.args)
  const text = filled(call.args.initial_comment)
  const blocks: readonly Json[] = text === undefined ? readBlocks(call.args) : []
  for (const upload of uploads) upload.shared = true
  const message = botMessage(call, {
    text: text ?? '',
    ...(blocks.length > 0 ? { blocks } : {}),
    files: uploads.map(({ file }) => file),
    ...(thread === undefined ? {} : { thread_ts: thread }),
  })
  channel.messages.push(message)
}
