/**
 * How long a text is for Slack's limits: in UTF-16 units, as JavaScript counts. Slack does not say what it counts; this
 * is the most that any measure by characters gives, so what keeps within it keeps within the others.
 */
export function lengthOf(text: string): number {
  return text.length
}
