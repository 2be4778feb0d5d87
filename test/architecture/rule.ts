import type { Node } from 'typescript/unstable/ast'
import type { CodeFile, House, TextFile } from './parse.ts'

export type Violation = { rule: string; path: string; line: number; message: string }

/** One law of the house. `check` names what breaks it; the name of the rule is put to it by `inspect`. */
export type Rule = { name: string; check(house: House): readonly Finding[] }
export type Finding = Omit<Violation, 'rule'>

/** What a rule found at a node. */
export function at(file: CodeFile, node: Node, message: string): Finding {
  return atOffset(file, node.getStart(file.syntax), message)
}

/** What a rule found at a place in the text. */
export function atOffset(file: TextFile, offset: number, message: string): Finding {
  return { path: file.path, line: file.text.slice(0, offset).split('\n').length, message }
}

/** Everything that a check of single files found in the whole house. */
export function inEach(house: House, check: (file: CodeFile) => readonly Finding[]): readonly Finding[] {
  return house.code.flatMap(check)
}
