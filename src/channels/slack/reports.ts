import { invoke } from '../../tools/invoke.ts'
import type { Waist } from '../../tools/waist.ts'
import type { ChannelPort, Person, Place } from '../desk/port.ts'
import { callerOf } from './caller.ts'
import { slackFault } from './fault.ts'

/** Records and tells what went wrong with something that somebody did in Slack. */
export type Reports = {
  /** What Slack sent makes no sense to us: recorded, and told to the person where there is one. */
  odd(what: string, whose?: { person: Person; place: Place }): Promise<void>
  /** Says something to the person alone; that it could not be said goes to the log. */
  tell(whose: { person: Person; place: Place }, words: string): Promise<void>
}

const unknown =
  'I could not make sense of that, and nothing has happened. Please ask me in words, or for a fresh card.'

export function createReports(waist: Waist, port: Pick<ChannelPort, 'whisper'>): Reports {
  const tell: Reports['tell'] = async ({ place, person }, words) => {
    try {
      await port.whisper(place, person, words)
    } catch (error) {
      waist.log.warn({ err: slackFault(error) }, 'somebody in Slack could not be told something')
    }
  }
  return {
    tell,
    odd: async (what, whose) => {
      waist.log.warn({ what }, 'something from Slack could not be read')
      await record(waist, whose?.person)
      if (whose) await tell(whose, unknown)
    },
  }
}

/** The waist records a call of no tool as refused, with whoever made it. */
async function record(waist: Waist, person: Person | undefined): Promise<void> {
  const nobody = { credential: { kind: 'none' }, door: 'slack', initiator: 'person' } as const
  const result = await invoke(waist, {
    ...(person ? callerOf(person) : nobody),
    tool: 'unknown',
    input: {},
  })
  if (result.outcome === 'failed') waist.log.error({ err: result.fault }, 'something odd was not recorded')
}
