import type { Node } from 'typescript/unstable/ast'
import {
  isArrowFunction,
  isBlock,
  isCallExpression,
  isCatchClause,
  isFunctionExpression,
  isIdentifier,
  isPropertyAccessExpression,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { visit } from './parse.ts'
import { at, type Finding, inEach, type Rule } from './rule.ts'

/** An error is handled, recorded or passed on; a comment in an empty block is not handling. */
export const swallowedRule: Rule = {
  name: 'swallowed error',
  check: (house) =>
    inEach(house, (file) => {
      const found: Finding[] = []
      visit(file.syntax, (node) => {
        const empty = isCatchClause(node) && node.block.statements.length === 0
        if (empty || swallows(node)) found.push(at(file, node, 'An error is swallowed here.'))
      })
      return found
    }),
}

function swallows(node: Node): boolean {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return false
  const method = node.expression.name.text
  const handler = method === 'catch' ? node.arguments[0] : method === 'then' ? node.arguments[1] : undefined
  return handler !== undefined && doesNothing(handler)
}

function doesNothing(handler: Node): boolean {
  if (!isArrowFunction(handler) && !isFunctionExpression(handler)) return false
  const { body } = handler
  if (isBlock(body)) return body.statements.length === 0
  return (isIdentifier(body) && body.text === 'undefined') || body.kind === SyntaxKind.NullKeyword
}
