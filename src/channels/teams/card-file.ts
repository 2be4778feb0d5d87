import type { Attachment } from 'botframework-schema'

/** A file that is offered: its bytes are uploaded only when the person accepts it. */
export type OfferedFile = {
  name: string
  title: string
  bytes: number
  context: Readonly<Record<string, unknown>>
}

/** Asks a person whether to put a file into their OneDrive; the context comes back with their answer. */
export function fileConsent({ name, title, bytes, context }: OfferedFile): Attachment {
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name: fileName(name),
    content: {
      description: title,
      sizeInBytes: bytes,
      acceptContext: { ...context },
      declineContext: { ...context },
    },
  }
}

/** A file that was uploaded, as a card that opens it. `upload` is what Teams said in the person's acceptance. */
export function fileInfo(upload: {
  name: string
  contentUrl: string
  uniqueId: string
  fileType: string
}): Attachment {
  const { name, contentUrl, uniqueId, fileType } = upload
  return {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl,
    name: fileName(name),
    content: { uniqueId, fileType },
  }
}

/** OneDrive refuses names with these characters, and names without any. */
function fileName(name: string): string {
  return name.replace(/["*:<>?/\\|]/g, '-').trim() || 'file'
}
