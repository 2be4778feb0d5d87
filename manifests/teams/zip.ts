import { crc32 } from 'node:zlib'

/** 1 January 1980, so that the same files always make the same archive. */
const date = 0x21
const version = 20

/** Files as a zip archive, stored as they are: these are small, and Teams asks for nothing more. */
export function zip(files: ReadonlyMap<string, Buffer>): Buffer {
  let offset = 0
  const entries = Array.from(files, ([name, content]) => {
    const file = Buffer.concat([header(local, name, content), Buffer.from(name), content])
    const entry = header(central, name, content)
    entry.writeUInt32LE(offset, 42)
    offset += file.length
    return { file, entry: Buffer.concat([entry, Buffer.from(name)]) }
  })
  const directory = Buffer.concat(entries.map(({ entry }) => entry))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...entries.map(({ file }) => file), directory, end])
}

/** What stands before a file, and in the directory again with two bytes more before the version. */
const local = { signature: 0x04034b50, size: 30, needs: 4 }
const central = { signature: 0x02014b50, size: 46, needs: 6 }

function header({ signature, size, needs }: typeof local, name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(size)
  head.writeUInt32LE(signature, 0)
  head.writeUInt16LE(version, 4)
  head.writeUInt16LE(version, needs)
  head.writeUInt16LE(date, needs + 8)
  head.writeUInt32LE(crc32(content), needs + 10)
  head.writeUInt32LE(content.length, needs + 14)
  head.writeUInt32LE(content.length, needs + 18)
  head.writeUInt16LE(Buffer.byteLength(name), needs + 22)
  return head
}
