/**
 * Text without what people cannot see: control characters other than tab and new line, bidirectional and zero-width
 * marks, tag characters, variation selectors. Joiners stay where a script or an emoji needs them.
 */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Cc}--[\t\n]]|[\p{Default_Ignorable_Code_Point}--[\u200c\u200d]]|[\ufff9-\ufffb]/gv, '')
    .replace(idleJoiner, '')
}

/** A joiner that joins nothing: only letters of scripts that use joiners, and pictures, keep theirs. */
const idleJoiner =
  /(?<![[\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]--[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]])[\u200c\u200d]|[\u200c\u200d](?![[\p{L}\p{M}\p{Extended_Pictographic}]--[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]])/gv

const link = '[link]'

/** Markup that shows, loads or leads elsewhere. Every repetition is bounded, so that no text makes this slow. */
const embeds =
  /<\/?(?:a|img|iframe|script|style|link|object|embed|video|audio|source|svg|form|base|meta)\b[^<>]{0,2000}>/gi

/** A domain with a path and no scheme, as chat clients turn into links; lower case only, so that ASP.NET/C# stays. */
const bareAddress =
  /(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.){1,6}(?:com|org|dev|app|me|co|ai|ly|gg|link|xyz|info|site|online|page|click|top)\/[^\s<>"']*/g

/** Text without links and images: their words stay, their addresses go. Plain mail addresses are not links. */
export function unlink(text: string): string {
  return text
    .replace(/!?\[([^[\]\n]{0,500})\]\([^()\n]{0,2000}\)/g, '$1')
    .replace(embeds, '')
    .replace(/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"']+/gi, link)
    .replace(/\b(?:javascript|vbscript):\S+/gi, link)
    .replace(/\bdata:[a-z]+\/[a-z0-9.+-]+[;,]\S*/gi, link)
    .replace(/\bmailto:/gi, '')
    .replace(/\bwww\.[^\s<>"']+/gi, link)
    .replace(bareAddress, link)
}
