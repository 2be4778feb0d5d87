import type { Tree } from '../tree.ts'

/** A small tree with one thing wrong, and the rule that has to say so. */
export type Plant = { rule: string; of: string; files: Tree }

/** A tree in which nothing is wrong although it looks close to it. */
export type Sound = { of: string; files: Tree }

/** A plant of one file. */
export function plant(rule: string, of: string, [path, ...lines]: readonly [string, ...string[]]): Plant {
  return { rule, of, files: { [path]: `${lines.join('\n')}\n` } }
}

/** A sound tree of one file. */
export function sound(of: string, [path, ...lines]: readonly [string, ...string[]]): Sound {
  return { of, files: { [path]: `${lines.join('\n')}\n` } }
}
