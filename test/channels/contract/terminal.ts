import { faultWords } from '../../../src/channels/terminal/fault.ts'
import { pressButton, talk } from '../../../src/channels/terminal/listen.ts'
import { parseSpeaker } from '../../../src/channels/terminal/parse.ts'
import type { Opening } from './channel.ts'

/** The terminal: what is printed. */
export const openTerminalChannel: Opening = async ({ waist, converse, as }) => {
  const { credential } = as('recruiter')
  const printed: string[] = []
  const door = { waist, converse, print: (line: string) => void printed.push(line) }
  const newest = () => printed.at(-1) ?? ''
  const card = async () => newest()
  return {
    say: async (text, thread) => {
      const reply = await talk(door, { credential, text, conversation: thread, json: false })
      return { seen: newest(), thread: reply?.conversation ?? '' }
    },
    sayAsStranger: async () => {
      try {
        parseSpeaker(undefined)
        return 'nobody was refused'
      } catch (error) {
        return faultWords(error)
      }
    },
    card,
    click: async (label) => {
      const token = new RegExp(`\\[${label}\\] +parley press (\\S+)`).exec(newest())?.[1] ?? ''
      await pressButton(door, { credential, token, json: false })
      return newest()
    },
  }
}
