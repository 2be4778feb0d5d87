import { expect, vi } from 'vitest'
import type { DeskHouse } from './desk-house.ts'
import { visibleText } from './slack/visible-text.ts'

export const patience = { timeout: 20_000, interval: 20 }

/** How people of a house talk with Parley in its Slack, from their side. */
export function slackTalk({ slack, db }: Pick<DeskHouse, 'slack' | 'db'>) {
  const fromUs = (channel: string, root: string) => slack.thread(channel, root).filter(({ bot_id }) => bot_id)

  /** Waits until what was said is settled, however it ended. */
  const settled = (channel: string, ts: string) =>
    vi.waitFor(async () => {
      const row = await db.inboxEntry.findUnique({
        where: { platform_stamp: { platform: 'slack', stamp: `${channel}:${ts}` } },
      })
      expect(row?.settledAt, 'the message is settled').toBeTruthy()
      return row
    }, patience)

  return {
    /** Says something, in a thread or beginning one, and gives what was answered there. */
    async ask(user: string, text: string, at: { thread?: string; channel?: string } = {}) {
      const said = await slack.say({ user, text, ...at })
      const root = at.thread ?? said.message.ts
      const before = fromUs(said.channel.id, root).filter(({ ts }) => ts < said.message.ts).length
      const entry = await settled(said.channel.id, said.message.ts)
      const answers = fromUs(said.channel.id, root).slice(before)
      return { ...said, root, entry, answers, words: answers.map(visibleText).join('\n') }
    },
    /** The newest message to somebody, one to one, that says this. */
    told: (user: string, words: string) =>
      vi.waitFor(() => {
        const found = slack
          .dm(user)
          .findLast((message) => message.bot_id && visibleText(message).includes(words))
        expect(found, `a message that says ${words}`).toBeDefined()
        return found as NonNullable<typeof found>
      }, patience),
  }
}
