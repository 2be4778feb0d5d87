import type { Node } from 'typescript/unstable/ast'
import {
  isAsExpression,
  isNonNullExpression,
  isParenthesizedExpression,
  isPropertyDeclaration,
  isTypeAssertion,
  isVariableDeclaration,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { commentsOf } from './comments.ts'
import { type CodeFile, visit } from './parse.ts'
import { at, atOffset, type Finding, inEach, type Rule } from './rule.ts'

/** Nothing is said to be what the compiler was not shown. Tests may expect an error of a type, since that is a test. */
export const looseTypeRule: Rule = {
  name: 'loose type',
  check: (house) => inEach(house, (file) => [...looseNodes(file), ...looseComments(file)]),
}

function looseNodes(file: CodeFile): readonly Finding[] {
  const found: Finding[] = []
  visit(file.syntax, (node) => {
    const message = complaint(node)
    if (message !== undefined) found.push(at(file, node, message))
  })
  return found
}

function complaint(node: Node): string | undefined {
  if (node.kind === SyntaxKind.AnyKeyword) return 'any says nothing: say what it is, or unknown.'
  if (isNonNullExpression(node)) return 'A ! hides the case of nothing: handle it.'
  if (isVariableDeclaration(node) && node.exclamationToken !== undefined)
    return 'A ! hides that it is not set.'
  if (isPropertyDeclaration(node) && node.postfixToken?.kind === SyntaxKind.ExclamationToken) {
    return 'A ! hides that it is not set.'
  }
  if (isCast(node) && isCast(bare(node.expression)) && castsToUnknown(bare(node.expression))) {
    return 'A cast by way of unknown forges a type.'
  }
  return undefined
}

function isCast(node: Node) {
  return isAsExpression(node) || isTypeAssertion(node)
}

function castsToUnknown(node: Node): boolean {
  return isCast(node) && node.type.kind === SyntaxKind.UnknownKeyword
}

function bare(node: Node): Node {
  return isParenthesizedExpression(node) ? bare(node.expression) : node
}

function looseComments(file: CodeFile): readonly Finding[] {
  const directive = file.path.startsWith('test/')
    ? /@ts-(ignore|nocheck)/
    : /@ts-(ignore|nocheck|expect-error)/
  const anyInDocs = /@(param|type|returns?|typedef|property)\s*\{(\*|[^}]*\bany\b)[^}]*\}/
  return commentsOf(file).flatMap(({ text, offset }) => {
    if (directive.test(text)) return [atOffset(file, offset, 'A directive silences the compiler.')]
    return anyInDocs.test(text) ? [atOffset(file, offset, 'any says nothing: say what it is.')] : []
  })
}
