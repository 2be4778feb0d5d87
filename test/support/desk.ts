import { createConverse } from '../../src/agent/converse.ts'
import type { Model } from '../../src/agent/minds.ts'
import { createDesk, type WorkingDesk } from '../../src/channels/desk/desk.ts'
import type { DeskParts } from '../../src/channels/desk/parts.ts'
import type { Arrival, Person, Place, Platform } from '../../src/channels/desk/port.ts'
import { idsFrom } from '../../src/platform/id.ts'
import { claimRow, dueRows, type Ending, parcelOf, type Receipt, settleRow } from '../../src/tools/outbox.ts'
import { createTestPort, type TestPort } from './desk-port.ts'
import type { Alias } from './people.ts'
import { execute } from './server.ts'
import type { World } from './world.ts'

export type DeskStage = WorkingDesk & {
  slack: TestPort
  teams: TestPort
  /** Resolves when nothing is being worked on that was woken. */
  idle(): Promise<void>
  woken: string[]
}

/** A desk on a world, with two platforms in memory. Woken threads are worked on at once, in this process. */
export function openDesk(world: World, model?: Model, more: Partial<DeskParts> = {}): DeskStage {
  const slack = createTestPort('slack')
  const teams = createTestPort('teams')
  const working = new Set<Promise<void>>()
  const woken: string[] = []
  const ports = new Map<Platform, TestPort>([
    ['slack', slack],
    ['teams', teams],
  ])
  const desk: WorkingDesk = createDesk({
    waist: world.waist,
    converse: createConverse(world.waist, { model }),
    ports,
    wake: (thread) => {
      woken.push(thread)
      const work = desk.work(thread).finally(() => working.delete(work))
      working.add(work)
    },
    self: { kind: 'system', purpose: 'desk' },
    allows: ({ tenant }) => tenant === 'T0NORTH',
    connectUrl: 'http://127.0.0.1:3000/connect',
    ...more,
  })
  return {
    ...desk,
    slack,
    teams,
    woken,
    idle: async () => {
      while (working.size > 0) await Promise.all(working)
    },
  }
}

/** Somebody of the allowed workspace, linked as this person. */
export async function linkTo(world: World, alias: Alias, platform: Platform = 'slack'): Promise<Person> {
  const person = somebody(platform)
  const id = idsFrom(world.clock)()
  const since = world.clock.now().subtract({ hours: 1 }).toString()
  const values = [id, platform, person.tenant, person.subject, world.as(alias).id, 'code', since]
  await execute(
    world.database.ownerUrl,
    `set session_replication_role = replica;
     insert into platform_identity (id, platform, tenant, subject, user_id, proof, created_at)
     values (${values.map((value) => `'${value}'`).join(', ')})`,
  )
  return person
}

/** Brings out what calls have left in the outbox, as the queue does; what became of each parcel by its effect key. */
export async function carry(
  world: World,
  desk: Pick<DeskStage, 'deliverers'>,
): Promise<Record<string, Receipt | Error>> {
  const { db } = world.waist
  const now = world.clock.now()
  const came: Record<string, Receipt | Error> = {}
  const ports = ['message', 'card']
  for (const id of await dueRows(db.reads, { now, ports, most: 100 })) {
    const row = await claimRow(db.reads, id, { now, until: now.add({ seconds: 60 }), ports })
    if (row?.kind !== 'delivery') continue
    const parcel = parcelOf(row)
    const deliverer = parcel.port === 'card' ? desk.deliverers.card : desk.deliverers.message
    const receipt = await deliverer(parcel).catch((error: Error) => error)
    came[parcel.effectKey] = receipt
    await settleRow(db.reads, row, { ...endingOf(receipt, world), at: now })
  }
  return came
}

function endingOf(receipt: Receipt | Error, world: World): Ending {
  if (receipt instanceof Error)
    return { status: 'waiting', fault: receipt.message, dueAt: world.clock.now().add({ seconds: 1 }) }
  if (receipt.outcome === 'held') return { status: 'held', fault: receipt.why }
  return { status: 'done', outcome: { ...receipt } }
}

let count = 0

/** Somebody of the allowed workspace whom nobody has seen yet. */
export function somebody(platform: Platform = 'slack'): Person {
  count += 1
  return { platform, tenant: 'T0NORTH', subject: `U${count}` }
}

/** Their chat with Parley; on Slack a thread of it. */
export function chatOf(person: Person, thread?: string): Place {
  const { platform, tenant, subject } = person
  return {
    platform,
    tenant,
    channel: `private-${subject}`,
    scope: 'personal',
    ...(thread ? { thread } : {}),
  }
}

/** A thread of a channel that everybody reads. */
export function channelOf({ platform, tenant }: Person, thread = 'root'): Place {
  return { platform, tenant, channel: 'C-hiring', thread, scope: 'channel' }
}

/** A message as a platform delivers it; each has its own event and stamp. */
export function message(person: Person, place: Place, text: string): Arrival {
  return arrival(person, place, { kind: 'message', text, files: [] })
}

export function arrival(person: Person, place: Place, content: Arrival['content']): Arrival {
  count += 1
  return { person, place, event: `event-${count}`, stamp: `${place.channel}:${count}`, content }
}
