import type { Node } from 'typescript/unstable/ast'
import {
  isBindingElement,
  isCallExpression,
  isElementAccessExpression,
  isIdentifier,
  isImportSpecifier,
  isMetaProperty,
  isNewExpression,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isSpreadAssignment,
  type ObjectLiteralExpression,
} from 'typescript/unstable/ast'
import { type CodeFile, type House, literalText, visit } from './parse.ts'
import { browserFolder, isHouse, placeOf } from './place.ts'
import { at, type Finding, type Rule } from './rule.ts'

/** Settings are read in one file, so that one file says what the program obeys. */
export const environmentRule: Rule = {
  name: 'environment',
  check: (house) =>
    where(
      house,
      ({ path }) => isHouse(path) && path !== 'src/platform/config.ts',
      (node) => (readsEnvironment(node) ? 'Settings come from platform/config.ts.' : undefined),
    ),
}

function readsEnvironment(node: Node): boolean {
  if (isPropertyAccessExpression(node) && node.name.text === 'env') {
    return isProcess(node.expression) || isMetaProperty(node.expression)
  }
  if (isElementAccessExpression(node) && isProcess(node.expression)) return true
  const picked = isImportSpecifier(node) || isBindingElement(node)
  return picked && (node.propertyName ?? node.name)?.getText() === 'env' && comesFromProcess(node)
}

function isProcess(node: Node): boolean {
  return /(^|\.)process$/.test(node.getText())
}

function comesFromProcess(node: Node): boolean {
  const statement = node.parent.parent
  const source = isImportSpecifier(node) ? statement.parent : statement
  return /\bfrom ['"](node:)?process['"]$|= (globalThis\.)?process$/.test(source.getText())
}

/** The present is asked of one file, so that tests and the seed can move it. A browser has only its own clock. */
export const timeRule: Rule = {
  name: 'time',
  check: (house) =>
    where(
      house,
      ({ path }) => isHouse(path) && path !== 'src/platform/clock.ts' && browserFolder(path) === undefined,
      (node) => (readsTime(node) ? 'The current time comes from platform/clock.ts.' : undefined),
    ),
}

function readsTime(node: Node): boolean {
  if (isNewExpression(node)) return isDate(node.expression) && (node.arguments?.length ?? 0) === 0
  if (isCallExpression(node)) return isDate(node.expression)
  if (!isPropertyAccessExpression(node)) return false
  const name = node.name.text
  return (
    (isDate(node.expression) && name === 'now') ||
    (/\bTemporal$/.test(node.expression.getText()) && name === 'Now')
  )
}

function isDate(node: Node): boolean {
  return isIdentifier(node) && node.text === 'Date'
}

/** The credential that needs no proof is made by the program's own beginnings only. */
export const systemRule: Rule = {
  name: 'system credential',
  check: (house) =>
    where(
      house,
      ({ path }) => isHouse(path) && !['main', 'cli', 'seed', 'queue'].includes(placeOf(path)?.layer ?? ''),
      (node) =>
        isObjectLiteralExpression(node) && isSystemCredential(node)
          ? 'Only seed, queue, main and cli act as the system.'
          : undefined,
    ),
}

/** `{ kind: 'system', purpose }`; a filter for people of that kind has no purpose. */
function isSystemCredential(node: ObjectLiteralExpression): boolean {
  const system = node.properties.some(
    (property) =>
      isPropertyAssignment(property) &&
      nameOf(property) === 'kind' &&
      /^\(?['"`]system['"`]/.test(property.initializer.getText()),
  )
  return (
    system &&
    node.properties.some((property) => isSpreadAssignment(property) || nameOf(property) === 'purpose')
  )
}

function nameOf(node: Node): string {
  const name = 'name' in node ? (node.name as Node | undefined) : undefined
  if (name === undefined) return ''
  return isIdentifier(name) ? name.text : (literalText(name) ?? '')
}

function where(
  house: House,
  concerns: (file: CodeFile) => boolean,
  complaint: (node: Node) => string | undefined,
): readonly Finding[] {
  return house.code.filter(concerns).flatMap((file) => {
    const found: Finding[] = []
    visit(file.syntax, (node) => {
      const message = complaint(node)
      if (message !== undefined) found.push(at(file, node, message))
    })
    return found
  })
}
