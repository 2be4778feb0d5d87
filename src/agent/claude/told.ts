import type { Card } from '../../tools/card.ts'
import type { AnyTool } from '../../tools/tool.ts'
import type { MadeCall } from '../mind.ts'

/** What a turn changed, waits for and could not do, in our own words: for when the model cannot say it any more. */
export function told(calls: readonly MadeCall[], tools: readonly AnyTool[]): string {
  const changing = calls.filter((call) => !isRead(call, tools))
  const done = changing.flatMap(({ tool, result }) =>
    result.outcome === 'done' ? [result.card?.title ?? titleOf(tool, tools)] : [],
  )
  const waiting = changing.flatMap(({ result }) =>
    result.outcome === 'pending' ? [result.confirmation.card.title] : [],
  )
  const failed = changing.flatMap(({ tool, result }) =>
    'fault' in result ? [`${titleOf(tool, tools)}: ${result.fault.message}`] : [],
  )
  return [
    done.length > 0 ? sentence('Done', done) : 'Nothing was changed.',
    ...(waiting.length > 0 ? [sentence('Waiting for you to confirm', waiting)] : []),
    ...(failed.length > 0 ? [sentence('Not done', failed)] : []),
  ].join(' ')
}

/**
 * The cards that go with a reply: one for each change, or, when nothing changed, that of the last thing read. The card
 * of a confirmation belongs to the call and is shown from there.
 */
export function cardsOf(calls: readonly MadeCall[], tools: readonly AnyTool[]): readonly Card[] {
  const cards = (of: readonly MadeCall[]) =>
    of.flatMap(({ result }) => (result.outcome === 'done' && result.card ? [result.card] : []))
  const changed = cards(calls.filter((call) => !isRead(call, tools)))
  return changed.length > 0 ? changed : cards(calls).slice(-1)
}

/** A tool that is not in the list counts as changing: the waist may know it, and then order matters. */
export function isRead(call: { tool: string }, tools: readonly AnyTool[]): boolean {
  return tools.find((tool) => tool.name === call.tool)?.effect === 'read'
}

function titleOf(name: string, tools: readonly AnyTool[]): string {
  return tools.find((tool) => tool.name === name)?.title ?? name
}

function sentence(beginning: string, things: readonly string[]): string {
  const text = `${beginning}: ${things.join('; ')}`
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
