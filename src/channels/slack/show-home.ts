import { memberCallerOf } from './caller.ts'
import { renderHome } from './home.ts'
import { gatherHome } from './home-data.ts'
import type { Listening } from './listening.ts'
import type { Opened } from './parse.ts'

/** Shows somebody their own home: what stands in it is read under their rights. */
export async function showHome(
  { rooms, waist, desk, publicUrl }: Pick<Listening, 'rooms' | 'waist' | 'desk' | 'publicUrl'>,
  { person, tenant }: Pick<Opened, 'person' | 'tenant'>,
): Promise<void> {
  const view = renderHome(await gatherHome(waist, await memberCallerOf(desk, person)), { publicUrl })
  const place = { platform: 'slack', tenant, channel: person.subject, scope: 'personal' } as const
  await rooms.speakIn(place, ({ client }) => client.views.publish({ user_id: person.subject, view }))
}
