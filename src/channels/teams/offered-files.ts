import { Temporal } from 'temporal-polyfill'
import { toDate } from '../../platform/clock.ts'
import type { Waist } from '../../tools/waist.ts'
import type { FileToSend, Place } from '../desk/port.ts'

/** A file that waits for its reader to accept it. */
export type OfferedFile = {
  id: string
  name: string
  title: string
  content: Uint8Array
  message: string | undefined
}

export type OfferedFiles = ReturnType<typeof createOfferedFiles>

/** Days for which a file can be accepted. */
const days = 3

/** Files until they are accepted or declined, or are too old: then they are gone from here. */
export function createOfferedFiles({ db, clock, newId }: Pick<Waist, 'db' | 'clock' | 'newId'>) {
  const { sql } = db
  const now = () => toDate(clock.now())
  return {
    /** Keeps a file under the key of its effect. A second time it is the file that was kept before. */
    async keep(place: Place, file: FileToSend, key: string): Promise<OfferedFile> {
      await sql({ text: 'delete from offered_file where expires_at <= $1', values: [now()] })
      const { rows } = await sql({
        text: `insert into offered_file (id, key, tenant, channel, name, title, content, expires_at, created_at)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
          on conflict (key) do update set key = excluded.key
          returning id, name, title, content, message`,
        values: [
          newId(),
          key,
          place.tenant,
          place.channel,
          file.name,
          file.title,
          Buffer.from(file.bytes),
          toDate(clock.now().add(Temporal.Duration.from({ hours: 24 * days }))),
          now(),
        ],
      })
      return fileOf(rows[0] ?? {})
    },
    /** Remembers the message that offers it. */
    async offered(id: string, message: string): Promise<void> {
      await sql({ text: 'update offered_file set message = $2 where id = $1', values: [id, message] })
    },
    /** The file, for those of the chat that it was offered in alone; undefined when it is gone or for others. */
    async find(id: string, { tenant, channel }: Place): Promise<OfferedFile | undefined> {
      const { rows } = await sql({
        text: `select id, name, title, content, message from offered_file
          where id::text = $1 and tenant = $2 and channel = $3 and expires_at > $4`,
        values: [id, tenant, channel, now()],
      })
      return rows[0] ? fileOf(rows[0]) : undefined
    },
    async forget(id: string): Promise<void> {
      await sql({ text: 'delete from offered_file where id = $1', values: [id] })
    },
  }
}

function fileOf(row: Record<string, unknown>): OfferedFile {
  return {
    id: String(row.id),
    name: String(row.name),
    title: String(row.title),
    content: row.content as Buffer,
    message: typeof row.message === 'string' ? row.message : undefined,
  }
}
