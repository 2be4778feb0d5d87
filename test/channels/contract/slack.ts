import { vi } from 'vitest'
import { visibleText } from '../../support/slack/visible-text.ts'
import { patience, slackTalk } from '../../support/slack-talk.ts'
import type { Opening } from './channel.ts'

/** Slack, one to one. */
export const openSlackChannel: Opening = async (house) => {
  const { slack } = house
  const rosa = house.inSlack('recruiter')
  const stranger = slack.addUser({ name: 'Rosa Delgado', email: 'rosa@elsewhere.test' })
  const talk = slackTalk(house)
  await talk.ask(rosa.id, 'hello')
  const newest = () => slack.dm(rosa.id).findLast(({ bot_id }) => bot_id) ?? { ts: '', text: '', blocks: [] }
  const card = async () => buttonsMarked(newest())
  return {
    say: async (text, thread) => {
      const { words, root } = await talk.ask(rosa.id, text, thread ? { thread } : {})
      return { seen: words, thread: root }
    },
    sayAsStranger: async (text) => (await talk.ask(stranger.id, text)).words,
    card,
    growing: () => visibleText(newest()),
    click: async (label) => {
      const before = await card()
      await slack.click({ user: rosa.id, message: newest(), label })
      await vi.waitFor(async () => {
        if ((await card()) === before) throw new Error('The card is as it was.')
      }, patience)
      return card()
    },
    sayWithFile: async (text) => {
      const before = slack.dm(rosa.id).length
      const { message, channel } = await slack.say({
        user: rosa.id,
        text,
        files: [{ ...resume, user: rosa.id }],
      })
      const answers = () =>
        slack
          .dm(rosa.id)
          .slice(before)
          .filter(({ bot_id }) => bot_id)
      await vi.waitFor(() => {
        if (answers().length === 0) throw new Error(`Nothing was said in ${channel.id}.`)
      }, patience)
      return { seen: answers().map(visibleText).join('\n'), thread: message.ts }
    },
  }
}

const resume = {
  id: 'F0RESUME',
  name: 'resume.pdf',
  title: 'resume.pdf',
  mimetype: 'application/pdf',
  filetype: 'pdf',
  size: 120_000,
  url_private: 'https://files.slack.test/resume.pdf',
  url_private_download: 'https://files.slack.test/resume.pdf',
  permalink: 'https://files.slack.test/resume',
}

type Block = { type?: unknown; elements?: unknown; text?: unknown }

function buttonsMarked(message: Parameters<typeof visibleText>[0]): string {
  const blocks = (message.blocks ?? []) as Block[]
  const labels = blocks
    .filter(({ type }) => type === 'actions')
    .flatMap(({ elements }) => elements as { text: { text: string } }[])
    .map(({ text }) => `[${text.text}]`)
  return [visibleText(message), ...labels].join('\n')
}
