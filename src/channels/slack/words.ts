/**
 * What somebody wrote in Slack, as plain words: mentions of this bot are taken away, people and channels are named as
 * far as Slack named them, links stand as they are read, and entities become characters.
 */
export function plainWords(text: string, bot: string | undefined): string {
  const toOthers = bot ? text.replace(new RegExp(`<@${bot}(\\|[^<>]*)?>[,:]?[^\\S\\n]*`, 'g'), '') : text
  return toOthers
    .replace(/<([^<>]*)>/g, (_whole, inside: string) => entity(inside))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim()
}

/** True when the words begin by speaking to somebody else. */
export function speaksToAnother(text: string, bot: string | undefined): boolean {
  const first = /^\s*<@([A-Z0-9]+)(?:\|[^>]*)?>/.exec(text)?.[1]
  return first !== undefined && first !== bot
}

/** True when this bot is mentioned. */
export function mentions(text: string, bot: string | undefined): boolean {
  return bot !== undefined && new RegExp(`<@${bot}(\\|[^>]*)?>`).test(text)
}

function entity(inside: string): string {
  const [target = '', ...rest] = inside.split('|')
  const label = rest.join('|')
  if (target.startsWith('@') || target.startsWith('#')) return target.charAt(0) + (label || target.slice(1))
  if (target.startsWith('!date')) return label
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0]}`
  return link(target, label)
}

/** Slack makes links of addresses and domains by itself; those are read as they were written. */
function link(target: string, label: string): string {
  const bare = target.replace(/^(mailto|tel):/, '')
  if (!label) return bare
  const same =
    bare === label || bare.replace(/^https?:\/\//, '').replace(/\/$/, '') === label.replace(/\/$/, '')
  return same ? label : `${label} (${bare})`
}
