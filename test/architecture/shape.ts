import type { Node } from 'typescript/unstable/ast'
import {
  isEnumDeclaration,
  isExportAssignment,
  isExportDeclaration,
  isExportSpecifier,
  isImportDeclaration,
  isModuleDeclaration,
  isNamedExports,
  isParameterDeclaration,
  isStringLiteral,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { type CodeFile, visit } from './parse.ts'
import { at, type Finding, inEach, type Rule } from './rule.ts'

/** What type stripping cannot run, and what hides a name: default exports, enums, parameter properties, namespaces. */
export const syntaxRule: Rule = {
  name: 'syntax',
  check: (house) =>
    inEach(house, (file) => {
      const found: Finding[] = []
      const settings = /(^|\/)[\w.-]+\.config\.ts$/.test(file.path)
      visit(file.syntax, (node) => {
        if (!settings && isDefaultExport(node))
          found.push(at(file, node, 'No default exports: give it a name.'))
        const message = unstrippable(node)
        if (message !== undefined) found.push(at(file, node, message))
      })
      return found
    }),
}

function isDefaultExport(node: Node): boolean {
  if (isExportAssignment(node)) return true
  if (isExportSpecifier(node)) return node.name.text === 'default'
  return modifiersOf(node).includes(SyntaxKind.DefaultKeyword)
}

const parameterModifiers: readonly number[] = [
  SyntaxKind.PublicKeyword,
  SyntaxKind.PrivateKeyword,
  SyntaxKind.ProtectedKeyword,
  SyntaxKind.ReadonlyKeyword,
]

function unstrippable(node: Node): string | undefined {
  if (isEnumDeclaration(node)) return 'No enums: a const table and its keys do.'
  if (isParameterDeclaration(node) && modifiersOf(node).some((kind) => parameterModifiers.includes(kind))) {
    return 'No parameter properties: write the field and set it.'
  }
  const namespace = isModuleDeclaration(node) && !isStringLiteral(node.name) && node.name.text !== 'global'
  return namespace ? 'No namespaces: a file is one.' : undefined
}

function modifiersOf(node: Node): readonly number[] {
  const modifiers = 'modifiers' in node && Array.isArray(node.modifiers) ? node.modifiers : []
  return modifiers.map((modifier: Node) => modifier.kind)
}

/** No file only passes on what others export. */
export const barrelRule: Rule = {
  name: 'barrel',
  check: (house) =>
    inEach(house, (file) => {
      const { statements } = file.syntax
      const whole = statements.find((node) => isExportDeclaration(node) && node.exportClause === undefined)
      const first = statements.find(isIndex(file) ? isReexport : isNameList)
      const culprit = whole ?? (isIndex(file) || onlyPassesOn(file) ? first : undefined)
      return culprit === undefined ? [] : [at(file, culprit, 'No barrels: import from where it is made.')]
    }),
}

function isReexport(node: Node): boolean {
  return isExportDeclaration(node) && node.moduleSpecifier !== undefined
}

function isIndex({ path }: CodeFile): boolean {
  return /(^|\/)index\.(ts|js|mjs)$/.test(path)
}

/** Imports and lists of exports are all there is, so that nothing is made here. */
function onlyPassesOn({ syntax }: CodeFile): boolean {
  const makesNothing = syntax.statements.every(
    (node) => isExportDeclaration(node) || isImportDeclaration(node),
  )
  return makesNothing && syntax.statements.some(isNameList)
}

function isNameList(node: Node): boolean {
  const clause = isExportDeclaration(node) ? node.exportClause : undefined
  return clause !== undefined && isNamedExports(clause) && clause.elements.length > 0
}

const unnamed = /^(utils?|helpers?|common|misc|shared)(\.|$)/

/** Files are named in lower case with hyphens, and no folder or file is called by a word that says nothing. */
export const nameRule: Rule = {
  name: 'name',
  check: (house) =>
    house.code.flatMap(({ path }): readonly Finding[] => {
      const parts = path.split('/')
      if (parts.some((part) => unnamed.test(part))) {
        return [{ path, line: 1, message: 'A line without a room is a room not yet named: name it.' }]
      }
      const lower = parts.every((part) => /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(part))
      return lower ? [] : [{ path, line: 1, message: 'Write names in lower case with hyphens.' }]
    }),
}
