import { clean, unlink } from '../../agent/claude/clean.ts'

/** What is shown where there is nothing to say: every platform refuses an empty message. */
export const emptyNotice = 'There is nothing to show here.'

/**
 * What a person sees of a text, on every chat platform: the declared normalisation. Both renderers show exactly this,
 * save that they may cut it into several blocks or messages at white space, and close and reopen a code block there.
 *
 * Of every text: what nobody can see is taken out, halves of characters are replaced, and what would notify somebody
 * stays as words alone: <!channel> and @channel become "channel", <@U1> "U1", <at>Ada</at> "Ada".
 * Of a model's Markdown besides: links and images keep their words and lose their addresses, an address that stands
 * alone becomes "[link]", and what is left of a link's spelling is broken by a space. A domain without a path, and a
 * mail address, stay: they lead where they say.
 * Nothing, or white space alone, becomes a short notice. Doing it twice changes nothing.
 */
export function normalise(text: string, { markdown }: { markdown: boolean }): string {
  const shown = settle(text, markdown ? (words) => withoutMentions(withoutLinks(words)) : withoutMentions)
  return hasWords(shown) ? trimmed(shown) : emptyNotice
}

/** The same for a plain text of a card, such as its text or a fact; empty when there is nothing in it. */
export function normalisePart(text: string): string {
  const shown = settle(text, withoutMentions)
  return hasWords(shown) ? trimmed(shown).trimStart() : ''
}

/** The same for what stands in one line, such as a title, a label, a button or the cell of a table. */
export function normaliseLine(text: string): string {
  return normalisePart(text).replace(/\s+/g, ' ')
}

/** Takes out until nothing is left, since taking one thing out may put another together; nesting ends at ten levels. */
function settle(text: string, takeOut: (text: string) => string): string {
  let shown = clean(text)
  for (let pass = 1; ; pass += 1) {
    const next = clean(takeOut(pass === 10 ? shown.replaceAll('<', '< ') : shown))
    if (next === shown) return shown
    shown = next
  }
}

/** Indentation of the first line is kept: in Markdown it can be code. */
function trimmed(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
}

function hasWords(text: string): boolean {
  return /[^\s\u2800]/.test(text)
}

/** Slack writes <address|words>; Markdown [words](address) and [words]: address. */
function withoutLinks(text: string): string {
  return unlink(
    text
      .replace(/<[a-z][a-z0-9+.-]{1,20}:[^<>|\s]{0,2000}\|([^<>\n]{0,500})>/gi, '$1')
      .replace(/<([a-z][a-z0-9+.-]{1,20}:[^<>|\s]{0,2000}|[a-z0-9._%+-]{1,100}@[a-z0-9.-]{1,200})>/gi, '$1'),
  )
    .replace(/\](?=\()/g, '] ')
    .replace(/^([\s>*+-]*\[[^\]\n]{1,500}\]):/gm, '$1 :')
}

function withoutMentions(text: string): string {
  return text
    .replace(/<at(?:\s[^<>\n]{0,200})?>([^<>\n]{0,200})<\/at>/gi, '$1')
    .replace(/<(?:!subteam\^|!date\^|[!@#])[^<>|\n]{0,200}\|([^<>\n]{1,200})>/gi, '$1')
    .replace(/<(?:!subteam\^|[!@#])([^<>|\n]{0,200})\|?>/gi, '$1')
    .replace(/(?:<|&lt;|&#0{0,5}60;|&#x0{0,4}3c;)(?=[!@#]|\/?at\b)/gi, '$& ')
    .replace(/(?<![a-z0-9._%+-])@+(channel|here|everyone)\b/gi, '$1')
}
