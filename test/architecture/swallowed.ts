import type { Node } from 'typescript/unstable/ast'
import {
  isArrowFunction,
  isAwaitExpression,
  isBlock,
  isCallExpression,
  isCatchClause,
  isExpressionStatement,
  isFunctionExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isVoidExpression,
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
  const handler = method === 'catch' ? node.arguments[0] : undefined
  const rejected = method === 'then' ? node.arguments[1] : handler
  if (rejected === undefined || !isFunction(rejected)) return false
  const { body } = rejected
  if (isBlock(body)) return body.statements.length === 0
  return isNothing(body) && isDropped(node)
}

function isFunction(node: Node) {
  return isArrowFunction(node) || isFunctionExpression(node)
}

function isNothing(node: Node): boolean {
  return (isIdentifier(node) && node.text === 'undefined') || node.kind === SyntaxKind.NullKeyword
}

/** Nobody looks at the outcome; where somebody does, "nothing" is an answer to an error like any other. */
function isDropped({ parent }: Node): boolean {
  if (isAwaitExpression(parent) || isVoidExpression(parent)) return isDropped(parent)
  return isExpressionStatement(parent)
}
