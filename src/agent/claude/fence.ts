import { randomBytes } from 'node:crypto'
import { clean, unlink } from './clean.ts'

/** Marks text as written by outsiders, so that the model can tell it from what the house says. */
export type Fence = (text: string) => string

/**
 * A fence with a name of its own for one turn. Nobody outside can know the name, and anything in the text that looks
 * like a fence of any turn is taken out, so that text cannot close it.
 */
export function fence(name = `outside-${randomBytes(9).toString('hex')}`): Fence {
  return (text) => `<${name}>\n${withoutFences(text)}\n</${name}>`
}

/** Outsiders' text made safe to show to a model: nothing invisible, no links, no images, no fences. */
export function defuse(text: string): string {
  return withoutFences(unlink(clean(text)))
}

function withoutFences(text: string): string {
  return text.replace(/<\s{0,5}\/?\s{0,5}outside-[\w-]*\s{0,5}>?/gi, '[fence]')
}
