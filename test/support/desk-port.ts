import type {
  ChannelPort,
  Person,
  Place,
  Platform,
  Posted,
  Profile,
  Shown,
  Step,
} from '../../src/channels/desk/port.ts'
import { Fault } from '../../src/platform/fault.ts'

/** A message as it stands in a place: `shown` is what its last update made of it. */
export type Standing = { posted: Posted; key: string; shown: Shown; updates: number; gone: boolean }

type Method = 'profile' | 'privatePlace' | 'post' | 'update' | 'find' | 'whisper' | 'finish'

/** A platform in memory, behind the desk's own port: it keeps what was posted and fails when a test tells it to. */
export type TestPort = ChannelPort & {
  messages: Standing[]
  whispers: { place: Place; person: Person; text: string }[]
  live: { key: string; text: string; steps: Step[]; state: 'open' | 'finished' | 'left'; stop(): void }[]
  profiles: Map<string, Profile>
  /** The next call of this method ends so, before or after its effect. */
  failNext(method: Method, error: Error, when?: 'before' | 'after'): void
  /** Words of all messages of a place, in order. */
  said(channel: string): string[]
}

export function createTestPort(platform: Platform): TestPort {
  const findable = platform === 'slack'
  const messages: Standing[] = []
  const faults = new Map<string, { error: Error; when: 'before' | 'after' }[]>()
  let count = 0
  const around = async <T>(method: Method, work: () => T): Promise<T> => {
    const fault = faults.get(method)?.shift()
    if (fault?.when === 'before') throw fault.error
    const done = work()
    if (fault) throw fault.error
    return done
  }
  const post = (place: Place, shown: Shown, key: string): Posted => {
    count += 1
    const posted = { place, message: `${platform}-${count}` }
    messages.push({ posted, key, shown, updates: 0, gone: false })
    return posted
  }
  const live: TestPort['live'] = []
  const whispers: TestPort['whispers'] = []
  const profiles = new Map<string, Profile>()
  return {
    platform,
    messages,
    whispers,
    live,
    profiles,
    failNext: (method, error, when = 'before') => {
      faults.set(method, [...(faults.get(method) ?? []), { error, when }])
    },
    said: (channel) =>
      messages.filter(({ posted }) => posted.place.channel === channel).map(({ shown }) => wordsOf(shown)),
    profile: (person) =>
      around('profile', () => {
        const known = profiles.get(person.subject)
        return known ?? { name: person.subject, address: undefined, standing: 'member' as const }
      }),
    privatePlace: (person) => around('privatePlace', () => privatePlaceOf(person)),
    answer: (place, { key }) => {
      const stop = new AbortController()
      const one: TestPort['live'][number] = {
        key,
        text: '',
        steps: [],
        state: 'open',
        stop: () => stop.abort(),
      }
      live.push(one)
      return {
        text: (chunk) => {
          one.text += chunk
        },
        step: (step) => {
          one.steps.push(step)
        },
        stopped: stop.signal,
        finish: (shown) =>
          around('finish', () => {
            one.state = 'finished'
            return post(place, shown, key)
          }),
        leave: async () => {
          one.state = 'left'
        },
      }
    },
    post: (place, shown, key) => around('post', () => post(place, shown, key)),
    update: (posted, shown) =>
      around('update', () => {
        const found = messages.find((one) => one.posted.message === posted.message && !one.gone)
        if (!found) return 'gone'
        found.shown = shown
        found.updates += 1
        return 'updated'
      }),
    find: (place, key) =>
      around('find', () =>
        findable
          ? messages.find((one) => one.key === key && one.posted.place.channel === place.channel)?.posted
          : undefined,
      ),
    whisper: (place, person, text) =>
      around('whisper', () => {
        whispers.push({ place, person, text })
      }),
    sendFile: async () => 'sent',
  }
}

export function privatePlaceOf({ platform, tenant, subject }: Person): Place {
  return { platform, tenant, channel: `private-${subject}`, scope: 'personal' }
}

/** Everything that a reader sees of it. */
export function wordsOf({ text, cards }: Shown): string {
  const cardTexts = cards.flatMap(({ title, text: words, facts = [], buttons }) => [
    title,
    words ?? '',
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...buttons.map(({ label }) => `[${label}]`),
  ])
  return [text, ...cardTexts].filter(Boolean).join('\n')
}

/** What a platform says when a place takes no more messages. */
export function placeGone(): Fault {
  return new Fault('not_found', 'That place takes no more messages.', { field: 'place' })
}
