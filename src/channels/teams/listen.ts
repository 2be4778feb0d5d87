import { CloudAdapter } from 'botbuilder'
import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import type { Config } from '../../platform/config.ts'
import { Fault, toFault } from '../../platform/fault.ts'
import type { Log } from '../../platform/log.ts'
import { releaseHeld } from '../../tools/outbox.ts'
import type { Waist } from '../../tools/waist.ts'
import type { ChannelPort, Desk, Person } from '../desk/port.ts'
import { createReferences } from '../desk/references.ts'
import { createConnector } from './connector.ts'
import { createConsents } from './consent.ts'
import { sendFault } from './fault.ts'
import { botAuthentication, createGate } from './gate.ts'
import { answerInvoke, type InvokeAnswer, type InvokeParts } from './invoke.ts'
import { createOfferedFiles } from './offered-files.ts'
import { arrivalOf, personOf, placeOf, type TeamsActivity } from './parse.ts'
import { createPlaces, type Places } from './places.ts'
import { createPort, rendered } from './port.ts'
import { createReaders } from './readers.ts'
import { recordRefused } from './record.ts'
import { teamsSettings } from './settings.ts'
import { type Pace, teamsPace } from './stream.ts'

export type TeamsParts = {
  config: Pick<Config, 'teams' | 'host' | 'publicUrl'>
  waist: Waist
  log: Log
  desk: Pick<Desk, 'take' | 'settled' | 'reshow'>
  /** True on a database marked demo; without an app id Teams opens on no other. */
  demo: boolean
  /** Milliseconds for tests that do not wait as long as people would. */
  pace?: Partial<Pace> & { patienceMs?: number }
}

export type Teams = {
  /** Answers at /api/messages. */
  router: Router
  port: ChannelPort
}

type Door = { waist: Waist; desk: Pick<Desk, 'take'>; places: Places; invokes: InvokeParts }

/** Milliseconds that a click waits for its outcome before it is told that it is worked on. */
const patienceMs = 1_500
/** The largest activity. Teams keeps its own messages far below. */
const largestBody = '256kb'

/** Opens Teams; undefined when nothing of it is set. Faults: invalid, when a setting is missing without which it is not safe. */
export function openTeams(parts: TeamsParts): Teams | undefined {
  const { config, waist, log, desk, demo, pace } = parts
  const settings = teamsSettings(config, demo)
  if (!settings) return undefined
  const connector = createConnector(settings)
  const places = createPlaces({ connector, references: createReferences(waist), waist })
  const readers = createReaders(connector, log)
  const consents = createConsents({ settings, connector, files: createOfferedFiles(waist), log })
  const { publicUrl } = config
  const port = createPort({
    ...{ settings, connector, places, readers, consents, publicUrl, log },
    pace: { ...teamsPace, ...pace },
  })
  const invokes: InvokeParts = {
    ...{ desk, consents, port, log },
    render: (place, shown) => rendered({ readers, publicUrl }, place, shown),
    patienceMs: pace?.patienceMs ?? patienceMs,
  }
  const authentication = botAuthentication(settings, connector)
  const adapter = new CloudAdapter(authentication)
  const gate = createGate(settings, authentication)
  const door = { waist, desk, places, invokes }
  return { port, router: routes({ ...door, log }, { adapter, gate }) }
}

function routes(
  door: Door & { log: Log },
  { adapter, gate }: { adapter: CloudAdapter; gate: ReturnType<typeof createGate> },
): Router {
  const router = Router()
  const hear = async (request: Request, response: Response) => {
    try {
      const { activity, turn } = await gate(request)
      const outcome: { answer?: InvokeAnswer | undefined; fault?: Fault } = {}
      await adapter.processActivityDirect(turn, request.body, async () => {
        try {
          outcome.answer = await act(door, activity)
        } catch (error) {
          // botbuilder prints what is thrown here; it is told to Teams below, which then tries again.
          door.log.error({ err: error }, 'an activity of Teams was not taken')
          outcome.fault = toFault(error)
        }
      })
      if (outcome.fault) throw outcome.fault
      response.status(200).json(outcome.answer ?? {})
    } catch (error) {
      await recordRefused(door, request, toFault(error))
      sendFault(response, error)
    }
  }
  router.post('/api/messages', express.json({ limit: largestBody }), hear, unreadable)
  return router
}

/** A body that is no JSON, or too large. */
const unreadable: ErrorRequestHandler = (_error, _request, response, _next) => {
  sendFault(response, new Fault('invalid', 'This is not an activity of Teams.'))
}

/** Does what an activity asks for; the answer when Teams waits for one. */
async function act(door: Door, activity: TeamsActivity): Promise<InvokeAnswer | undefined> {
  const person = personOf(activity)
  if (activity.type === 'invoke') return answerInvoke(door.invokes, activity, person)
  if (person && activity.type === 'installationUpdate') await keepReference(door, activity, person)
  const arrival = arrivalOf(activity)
  if (arrival) await door.desk.take(arrival)
  return undefined
}

/** Whoever installs the bot one to one can be written to there, until they remove it. Of messages the desk learns as much. */
async function keepReference(
  { waist, places }: Door,
  activity: TeamsActivity,
  person: Person,
): Promise<void> {
  const place = placeOf(activity, person.tenant)
  if (place.scope !== 'personal') return
  if (activity.action?.startsWith('remove')) return places.uninstalled(person, place)
  if (!(await places.installed(person, place))) return
  const user = await userOf(waist, person)
  if (user) await releaseHeld(waist.db.reads, user, waist.clock.now())
}

async function userOf(waist: Waist, person: Person): Promise<string | undefined> {
  try {
    return (await waist.authenticate({ kind: 'identity', ...person })).id
  } catch (error) {
    if (toFault(error).code === 'unauthenticated') return undefined
    throw error
  }
}
