import type { Workspace } from './state.ts'

/** What is already as Slack writes it: mentions, channels, links. */
const token = /(<(?:[@#!]|https?:|mailto:)[^<>]*>)/

/**
 * What somebody types, as Slack sends it on: `@Parley` is a mention, addresses are links, and `&`, `<` and `>` are
 * entities. What is written in Slack's way already stays.
 */
export function asSent(text: string, { bot }: Pick<Workspace, 'bot'>): string {
  const pieces = text.split(token)
  return pieces.map((piece) => (token.test(piece) ? piece : linked(escaped(piece), bot))).join('')
}

function escaped(text: string): string {
  return text
    .replace(/&(?!(amp|lt|gt);)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function linked(text: string, { name, user }: Workspace['bot']): string {
  return text
    .replace(/https?:\/\/[^\s<>]*[^\s<>.,!?)]/g, '<$&>')
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '<mailto:$&|$&>')
    .replaceAll(`@${name}`, `<@${user}>`)
}
