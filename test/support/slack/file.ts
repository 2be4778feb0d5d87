import type { State, StoredFile } from './state.ts'

export type FileSeed = { user: string; name: string; bytes: Buffer }

/** A file that somebody has uploaded, to be shared with a message. */
export function addFile(state: State, { user, name, bytes }: FileSeed): StoredFile {
  const file = newFile(state, { user, name, size: bytes.length })
  state.uploads.set(file.id, { file, announced: bytes.length, bytes, shared: true })
  return file
}

export function newFile(
  state: State,
  { user, name, size }: { user: string; name: string; size: number },
): StoredFile {
  const id = state.id('F')
  return {
    id,
    name,
    title: name,
    mimetype: mimeTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    size,
    user,
    url_private: `${state.url}/files-pri/${id}/${encodeURIComponent(name)}`,
    url_private_download: `${state.url}/files-pri/${id}/download/${encodeURIComponent(name)}`,
    permalink: `${state.url}/files/${id}`,
  }
}

const mimeTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
