import type { Log } from '../../platform/log.ts'
import type { ChannelPort } from '../desk/port.ts'
import { sendFile } from './files.ts'
import { createLive } from './live.ts'
import { createMessages, type Render } from './messages.ts'
import { profileOf } from './profile.ts'
import type { Rooms } from './rooms.ts'
import type { Stops } from './stops.ts'
import type { Timers } from './timers.ts'
import { whisper } from './whisper.ts'
import type { Workspaces } from './workspaces.ts'

export type PortParts = {
  workspaces: Workspaces
  rooms: Rooms
  render: Render
  stops: Stops
  timers: Timers
  log: Log
}

/** Slack, as the desk uses it. */
export function createSlackPort(parts: PortParts): ChannelPort {
  const { workspaces, rooms, render } = parts
  const messages = createMessages(rooms, render)
  return {
    platform: 'slack',
    profile: (person) => profileOf(workspaces, person),
    privatePlace: (person) => rooms.privately(person),
    answer: (place, turn) => createLive({ ...parts, messages }, place, turn),
    post: (place, shown, key) => messages.post(place, shown, key),
    update: (posted, shown) => messages.update(posted, shown),
    find: (place, key) => messages.find(place, key),
    whisper: (place, person, text) => whisper(rooms, { place, person }, text),
    sendFile: (place, file, key) => rooms.in(place, (room) => sendFile(room, file, key)),
  }
}
