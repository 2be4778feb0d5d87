import type {
  ChannelPort,
  Live,
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
  /**
   * The next call of this method never ends, as when the process dies, before or after its effect. Resolves when it has
   * come to that.
   */
  hangNext(method: Method, when: 'before' | 'after'): Promise<void>
  /** Words of all messages of a place, in order. */
  said(channel: string): string[]
}

export function createTestPort(platform: Platform): TestPort {
  const stand = createStand(platform)
  const { around, post, messages } = stand
  const live: TestPort['live'] = []
  const whispers: TestPort['whispers'] = []
  const profiles = new Map<string, Profile>()
  const kept = { platform, messages, live, whispers, profiles, ...stand.troubles }
  return {
    ...kept,
    said: (channel) =>
      messages.filter(({ posted }) => posted.place.channel === channel).map(({ shown }) => wordsOf(shown)),
    profile: ({ subject }) =>
      around('profile', () => {
        const known = profiles.get(subject)
        return known ?? { name: subject, address: undefined, standing: 'member' as const }
      }),
    privatePlace: (person) => around('privatePlace', () => privatePlaceOf(person)),
    answer: (place, { key }) => {
      const { one, answer } = liveIn(stand, place, key)
      live.push(one)
      return answer
    },
    post: (place, shown, key) => around('post', () => post(place, shown, key)),
    update: (posted, shown) => around('update', () => stand.update(posted, shown)),
    find: (place, key) =>
      around('find', () => {
        const found = messages.find((one) => one.key === key && one.posted.place.channel === place.channel)
        return platform === 'slack' ? found?.posted : undefined
      }),
    whisper: (place, person, text) =>
      around('whisper', () => {
        whispers.push({ place, person, text })
      }),
    sendFile: async () => 'sent',
  }
}

type Stand = ReturnType<typeof createStand>

let count = 0

/** The messages of a platform, and the troubles that a test has planned. */
function createStand(platform: Platform) {
  const messages: Standing[] = []
  const faults = new Map<Method, { fail: () => Promise<never>; when: 'before' | 'after' }[]>()
  const plan = (method: Method, fail: () => Promise<never>, when: 'before' | 'after') => {
    faults.set(method, [...(faults.get(method) ?? []), { fail, when }])
  }
  return {
    messages,
    troubles: {
      failNext: (method: Method, error: Error, when: 'before' | 'after' = 'before') =>
        plan(method, () => Promise.reject(error), when),
      hangNext: (method: Method, when: 'before' | 'after') =>
        new Promise<void>((resolve) => {
          const hang = () => {
            resolve()
            return new Promise<never>(() => undefined)
          }
          plan(method, hang, when)
        }),
    },
    async around<T>(method: Method, work: () => T): Promise<T> {
      const fault = faults.get(method)?.shift()
      if (fault?.when === 'before') await fault.fail()
      const done = work()
      if (fault) await fault.fail()
      return done
    },
    post(place: Place, shown: Shown, key: string): Posted {
      count += 1
      const posted = { place, message: `${platform}-${count}` }
      messages.push({ posted, key, shown, updates: 0, gone: false })
      return posted
    },
    update({ message }: Posted, shown: Shown): 'updated' | 'gone' {
      const found = messages.find(({ posted, gone }) => posted.message === message && !gone)
      if (!found) return 'gone'
      found.shown = shown
      found.updates += 1
      return 'updated'
    },
  }
}

/** An answer on its way, and what a test sees of it. */
function liveIn({ around, post }: Stand, place: Place, key: string) {
  const stop = new AbortController()
  const one: TestPort['live'][number] = { key, text: '', steps: [], state: 'open', stop: () => stop.abort() }
  const answer: Live = {
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
  return { one, answer }
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
