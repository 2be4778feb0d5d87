import type { InstallationStore } from '@slack/oauth'
import type { Waist } from '../../tools/waist.ts'
import type { Desk } from '../desk/port.ts'
import type { Background } from './background.ts'
import type { Reports } from './reports.ts'
import type { Rooms } from './rooms.ts'
import type { Stops } from './stops.ts'

/** What the listeners work with. */
export type Listening = {
  waist: Waist
  desk: Desk
  reports: Reports
  rooms: Rooms
  stops: Stops
  background: Background
  /** Where installations are kept; undefined when one token is a setting. */
  installations: Required<InstallationStore> | undefined
  publicUrl: string | undefined
}
