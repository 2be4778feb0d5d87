import { toDate } from '../../platform/clock.ts'
import type { Waist } from '../../tools/waist.ts'
import type { Person, Place } from './port.ts'

export type References = ReturnType<typeof createReferences>

/** Where people can be written to first. Kept from every word that they say one to one. */
export function createReferences({ db, clock, newId }: Pick<Waist, 'db' | 'clock' | 'newId'>) {
  const { sql } = db
  const now = () => toDate(clock.now())
  return {
    /** Keeps the place of somebody who wrote one to one; true when it is new, or was dead and is alive again. */
    async keep({ platform, tenant, subject }: Person, { thread: _, ...place }: Place): Promise<boolean> {
      const { rows } = await sql({
        name: 'reference_keep',
        text: `with before as (
            select status from desk_reference where platform = $2 and tenant = $3 and subject = $4)
          insert into desk_reference (id, platform, tenant, subject, place, updated_at)
          values ($1, $2, $3, $4, $5, $6)
          on conflict (platform, tenant, subject) do update
            set place = excluded.place, status = 'alive', reason = null, updated_at = excluded.updated_at
          returning (select status from before) as before`,
        values: [newId(), platform, tenant, subject, JSON.stringify(place), now()],
      })
      return rows[0]?.before !== 'alive'
    },
    /** The place of a person, or that it takes no more messages; undefined for somebody who never wrote. */
    async of({ platform, tenant, subject }: Person): Promise<Place | 'dead' | undefined> {
      const { rows } = await sql({
        name: 'reference_of',
        text: `select place, status from desk_reference where platform = $1 and tenant = $2 and subject = $3`,
        values: [platform, tenant, subject],
      })
      const row = rows[0]
      if (!row) return undefined
      return row.status === 'dead' ? 'dead' : (row.place as Place)
    },
    /** Nothing is sent there any more until the person writes again. */
    async bury({ platform, tenant, subject }: Person, place: Place, reason: string): Promise<void> {
      await sql({
        name: 'reference_bury',
        text: `insert into desk_reference (id, platform, tenant, subject, place, status, reason, updated_at)
          values ($1, $2, $3, $4, $5, 'dead', $6, $7)
          on conflict (platform, tenant, subject) do update
            set status = 'dead', reason = excluded.reason, updated_at = excluded.updated_at`,
        values: [newId(), platform, tenant, subject, JSON.stringify(place), reason.slice(0, 300), now()],
      })
    },
  }
}
