/** A tool that the house itself runs by the clock, on the clocks of the organisation. */
export type HouseSchedule = {
  name: string
  tool: string
  input: Readonly<Record<string, unknown>>
  /** Minute, hour, day of the month, month, day of the week. */
  cron: string
}

export const houseSchedules: readonly HouseSchedule[] = [
  { name: 'ended holds', tool: 'remind_of_ended_holds', input: {}, cron: '0 7 * * *' },
  { name: 'waiting submissions', tool: 'remind_of_waiting_submissions', input: {}, cron: '0 8 * * 1-5' },
]
