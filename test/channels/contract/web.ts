import { openEvents } from '../../support/events.ts'
import { done } from '../../support/world.ts'
import type { Opening } from './channel.ts'

type Card = {
  title: string
  text?: string
  facts?: { label: string; value: string }[]
  table?: { rows: string[][] }
  buttons: { label: string; token: string; spent?: boolean }[]
}
type Message = { text: string; cards: Card[] }

/** The chat of the web, by the requests that its page makes. */
export const openWebChannel: Opening = async (house) => {
  const { url } = house
  const cookie = await signIn(house)
  const send = async (path: string, body: unknown, as = cookie) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { Origin: url, 'Content-Type': 'application/json', ...(as ? { Cookie: as } : {}) },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as Record<string, unknown>
  }
  let conversation = ''
  let grown = ''
  const stored = async () => {
    const answer = await fetch(`${url}/chat/conversations/${conversation}`, { headers: { Cookie: cookie } })
    const { items } = (await answer.json()) as { items: Message[] }
    return items
  }
  const newest = async () => (await stored()).findLast(({ cards }) => cards.length > 0)
  const card = async () => readingOf((await newest()) ?? { text: '', cards: [] })
  return {
    say: async (text, thread) => {
      const { turn } = await send('/chat/messages', { text, ...(thread ? { conversation: thread } : {}) })
      const events = await openEvents(`${url}/chat/turns/${turn}/events`, { Cookie: cookie })
      grown = ''
      for (;;) {
        const { event, data } = await events.next()
        if (event === 'text') grown += String(data.text)
        if (event !== 'reply') continue
        const reply = data as Message & { conversation: string }
        conversation = reply.conversation
        return { seen: readingOf(reply), thread: conversation }
      }
    },
    sayAsStranger: async (text) => String((await send('/chat/messages', { text }, '')).error),
    card,
    growing: () => grown,
    click: async (label) => {
      const button = (await newest())?.cards
        .flatMap(({ buttons }) => buttons)
        .find((one) => one.label === label)
      const clicked = await send('/chat/press', { token: button?.token })
      return `${clicked.text}\n${await card()}`
    },
  }
}

/** Signs the recruiter in by a one-time link, and gives the cookie. */
async function signIn({ url, system }: Parameters<Opening>[0]): Promise<string> {
  const link = await system('issue_sign_in_link', { email: 'recruiter@northwind.test' })
  const { token } = done<{ token: string }>(link)
  const signedIn = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }),
  })
  return signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
}

function readingOf({ text, cards }: Message): string {
  return [text, ...cards.flatMap(linesOf)].join('\n')
}

function linesOf({ title, text = '', facts = [], table, buttons }: Card): string[] {
  const live = buttons.filter(({ spent }) => !spent).map(({ label }) => `[${label}]`)
  return [
    title,
    text,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...(table?.rows ?? []).flat(),
    ...live,
  ]
}
