import { z } from 'zod'
import { Fault, toFault } from '../../platform/fault.ts'
import type { Log } from '../../platform/log.ts'
import type { FileToSend, Place } from '../desk/port.ts'
import { fileConsent, fileInfo } from './card-file.ts'
import type { Connector } from './connector.ts'
import { isGone } from './fault.ts'
import type { OfferedFile, OfferedFiles } from './offered-files.ts'
import { isTrustedStore, type TeamsSettings } from './settings.ts'

type Parts = {
  settings: TeamsSettings
  connector: Pick<Connector, 'send' | 'update'>
  files: OfferedFiles
  log: Log
}

export type Consents = ReturnType<typeof createConsents>

const answerSchema = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ file: z.string() }),
  uploadInfo: z
    .object({
      contentUrl: z.url(),
      name: z.string().min(1),
      uploadUrl: z.url(),
      uniqueId: z.string(),
      fileType: z.string().catch(''),
    })
    .optional(),
})

/** Milliseconds for an upload, so that the answer to the person's click is in time. */
const uploadMs = 8_000

/** Files go into the reader's own store, one to one, and only when they accept them. */
export function createConsents(parts: Parts) {
  const { connector, files } = parts
  return {
    /** Offers a file. Faults: refused anywhere but one to one; those of the connector. */
    offer: async (place: Place, file: FileToSend, key: string): Promise<'asked'> => {
      if (place.scope !== 'personal')
        throw new Fault('refused', 'In Teams I can hand over files one to one only. Please ask me there.')
      const kept = await files.keep(place, file, key)
      if (kept.message) return 'asked'
      const context = { file: kept.id }
      const card = fileConsent({ name: file.name, title: file.title, bytes: file.bytes.byteLength, context })
      const message = await connector.send(place, { type: 'message', attachments: [card] })
      await files.offered(kept.id, message ?? '')
      return 'asked'
    },
    /** Does what the reader answered, in the chat where they were asked. Faults: invalid, for an answer of another shape. */
    answered: async (place: Place, value: unknown, message: string | undefined): Promise<void> => {
      const parsed = answerSchema.safeParse(value)
      if (!parsed.success) throw new Fault('invalid', 'I could not read this answer.')
      const { action, context, uploadInfo } = parsed.data
      const file = await files.find(context.file, place)
      const say = (text: string) => tell(parts, { place, message }, text)
      if (!file) return say('This file is not here any more. Please ask for it again.')
      if (action === 'decline') {
        await files.forget(file.id)
        return say(`You declined the file “${file.name}”. Ask me for it again at any time.`)
      }
      if (!uploadInfo) throw new Fault('invalid', 'I could not read this answer.')
      if (!(await uploaded(parts, uploadInfo.uploadUrl, file)))
        return say(`“${file.name}” could not be put into your files. Please ask for it again.`)
      await files.forget(file.id)
      const { name, contentUrl, uniqueId, fileType } = uploadInfo
      await replace(parts, { place, message }, [fileInfo({ name, contentUrl, uniqueId, fileType })])
    },
  }
}

/** False when the store did not take it, or is none of Microsoft's: then it gets nothing. */
async function uploaded({ settings, log }: Parts, url: string, { content }: OfferedFile): Promise<boolean> {
  if (!isTrustedStore(settings, url)) {
    log.warn({ host: new URL(url).host }, 'a file was to go to a store that is none of Microsoft')
    return false
  }
  const last = content.byteLength - 1
  try {
    const response = await fetch(url, {
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${last}/${content.byteLength}`,
      },
      body: new Uint8Array(content),
      redirect: 'error',
      signal: AbortSignal.timeout(uploadMs),
    })
    if (!response.ok) log.warn({ status: response.status }, 'a file was not taken')
    return response.ok
  } catch (error) {
    log.warn({ err: error }, 'a file could not be uploaded')
    return false
  }
}

type Asked = { place: Place; message: string | undefined }

/** The card that asked has done its work: what came of it stands in its place. */
async function replace(
  { connector }: Parts,
  { place, message }: Asked,
  attachments: readonly ReturnType<typeof fileInfo>[],
): Promise<void> {
  const activity = { type: 'message', attachments: [...attachments] }
  try {
    if (message) return await connector.update(place, message, activity)
  } catch (error) {
    if (!isGone(error)) throw error
  }
  await connector.send(place, activity)
}

async function tell({ connector, log }: Parts, { place, message }: Asked, text: string): Promise<void> {
  const activity = { type: 'message', text, textFormat: 'plain' }
  try {
    if (message) return await connector.update(place, message, activity)
  } catch (error) {
    log.debug({ code: toFault(error).code }, 'the card that asked was not replaced')
  }
  await connector.send(place, activity)
}
