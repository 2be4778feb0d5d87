import type { Status } from './stages.ts'

/** What a candidate is told of where their application stands: true, kind, and without our reasons. */
export const outsideWords: Record<Status, string> = {
  new: 'Received, and waiting to be read',
  screened: 'Read, and being considered',
  interviewed: 'Interviewed, next steps are being decided',
  technical_round: 'In the technical round',
  hr_round: 'In the last conversations',
  offered: 'An offer is on its way or with you',
  hired: 'You have the job',
  rejected: 'Not going forward this time',
  on_hold: 'Paused for now',
}
