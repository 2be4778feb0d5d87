import { actionsOf, cardsOf, visibleText } from '../../support/teams/looks.ts'
import { teamsTalk } from '../../support/teams-talk.ts'
import type { Opening } from './channel.ts'

/** Teams, in the one to one chat, which is one long talk until a fresh one is asked for. */
export const openTeamsChannel: Opening = async (house) => {
  const { teams } = house
  const rosa = house.inTeams('recruiter')
  const stranger = teams.addUser({ name: 'Rosa Delgado', upn: 'rosa@elsewhere.test' })
  const talk = teamsTalk(house)
  await talk.ask(rosa, 'hello')
  const newest = () => {
    const found = teams.messages(teams.personal(rosa), 'bot').at(-1)
    if (!found) throw new Error('The bot has said nothing.')
    return found
  }
  const card = async () => {
    const labels = cardsOf(newest(), rosa)
      .flatMap(actionsOf)
      .filter(({ type }) => type === 'Action.Execute')
    return [visibleText(newest(), rosa), ...labels.map(({ title }) => `[${title}]`)].join('\n')
  }
  return {
    say: async (text, thread) => {
      if (!thread) await talk.ask(rosa, 'new conversation')
      const { words } = await talk.ask(rosa, text)
      return { seen: words, thread: 'the chat' }
    },
    sayAsStranger: async (text) => (await talk.ask(stranger, text)).words,
    card,
    growing: () => newest().stream?.text ?? '',
    click: async (label) => {
      await teams.execute({ user: rosa, message: newest(), label })
      return card()
    },
    sayWithFile: async (text) => {
      const { words } = await talk.ask(rosa, text, { attachments: [resume] })
      return { seen: words, thread: 'the chat' }
    },
  }
}

const resume = {
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  contentUrl: 'https://northwind.sharepoint.test/resume.pdf',
  name: 'resume.pdf',
  content: {
    downloadUrl: 'https://northwind.sharepoint.test/download',
    uniqueId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D',
    fileType: 'pdf',
  },
}
