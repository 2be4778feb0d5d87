import type { Node } from 'typescript/unstable/ast'
import { SyntaxKind } from 'typescript/unstable/ast'
import { type CodeFile, visit } from './parse.ts'

export type Comment = { text: string; offset: number }

const opaque = new Set<number>([
  SyntaxKind.StringLiteral,
  SyntaxKind.NoSubstitutionTemplateLiteral,
  SyntaxKind.TemplateHead,
  SyntaxKind.TemplateMiddle,
  SyntaxKind.TemplateTail,
  SyntaxKind.RegularExpressionLiteral,
])

/** Every comment of a file. What looks like one inside a string, template or regular expression is none. */
export function commentsOf(file: CodeFile): readonly Comment[] {
  const literals: Node[] = []
  visit(file.syntax, (node) => {
    if (opaque.has(node.kind)) literals.push(node)
  })
  const code = literals.reduce((text, node) => blanked(text, node.getStart(file.syntax), node.end), file.text)
  return Array.from(code.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g), (match) => ({
    text: file.text.slice(match.index, match.index + match[0].length),
    offset: match.index,
  }))
}

function blanked(text: string, from: number, to: number): string {
  return text.slice(0, from) + ' '.repeat(to - from) + text.slice(to)
}
