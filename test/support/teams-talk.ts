import { expect, vi } from 'vitest'
import type { DeskHouse } from './desk-house.ts'
import { patience } from './slack-talk.ts'
import type { Saying } from './teams/drives.ts'
import { visibleText } from './teams/looks.ts'
import type { FakeUser } from './teams/state.ts'

/** How people of a house talk with Parley in its Teams, from their side. */
export function teamsTalk({ teams, db }: Pick<DeskHouse, 'teams' | 'db'>) {
  return {
    /** Says something, one to one unless told where, and gives what was answered there. */
    async ask(user: FakeUser, text: string, at: Omit<Partial<Saying>, 'user' | 'text'> = {}) {
      const conversation = at.conversation ?? teams.personal(user)
      const before = teams.messages(conversation, 'bot').length
      const { message, activity } = await teams.say({ user, text, ...at })
      const event = `${conversation.id}:${String(activity.id)}`
      const entry = await vi.waitFor(async () => {
        const row = await db.inboxEntry.findUnique({
          where: { platform_event: { platform: 'teams', event } },
        })
        expect(row?.settledAt, 'the message is settled').toBeTruthy()
        return row
      }, patience)
      const answers = teams.messages(conversation, 'bot').slice(before)
      return { message, entry, answers, words: answers.map((one) => visibleText(one)).join('\n') }
    },
    /** The newest message to somebody, one to one, that says this. */
    told: (user: FakeUser, words: string) =>
      vi.waitFor(() => {
        const found = teams
          .messages(teams.personal(user), 'bot')
          .findLast((one) => visibleText(one).includes(words))
        expect(found, `a message that says ${words}`).toBeDefined()
        return found as NonNullable<typeof found>
      }, patience),
  }
}
