import { posix } from 'node:path'
import type { Node, SourceFile } from 'typescript/unstable/ast'
import {
  isCallExpression,
  isExportDeclaration,
  isIdentifier,
  isImportDeclaration,
  isImportTypeNode,
  isLiteralTypeNode,
  isNamedExports,
  isNamedImports,
  isNoSubstitutionTemplateLiteral,
  isStringLiteral,
  SyntaxKind,
} from 'typescript/unstable/ast'
import { createVirtualFileSystem } from 'typescript/unstable/fs'
import { API } from 'typescript/unstable/sync'
import { browserFolder, servedFile } from './place.ts'
import type { Tree } from './tree.ts'

/** One import, re-export, import type or `import()`, wherever in the file it stands. */
export type Import = {
  /** As written; undefined when it is computed at run time. */
  specifier: string | undefined
  /** The path from the root of the project that a relative specifier, or an address of a served file, means. */
  target: string | undefined
  typeOnly: boolean
  node: Node
}

export type TextFile = { path: string; text: string }
export type CodeFile = TextFile & { syntax: SourceFile; imports: readonly Import[] }

/** A tree that was read: all files as text, and those that are code as syntax too. */
export type House = { texts: readonly TextFile[]; code: readonly CodeFile[] }

export function isCode(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path)
}

/** Parses each tree by itself, all in one run of the compiler: a run costs some milliseconds, a file next to nothing. */
export function parseTrees(trees: readonly Tree[]): readonly House[] {
  const files: Record<string, string> = {}
  for (const [index, tree] of trees.entries()) {
    for (const [path, text] of Object.entries(tree)) if (isCode(path)) files[`/${index}/${path}`] = text
  }
  const compilerOptions = { allowJs: true, noLib: true, noResolve: true, types: [] }
  const config = JSON.stringify({ compilerOptions, files: Object.keys(files).map((path) => path.slice(1)) })
  const api = new API({ cwd: '/', fs: createVirtualFileSystem({ ...files, '/tsconfig.json': config }) })
  try {
    const program = api.updateSnapshot({ openProjects: ['/tsconfig.json'] }).getProjects()[0]?.program
    return trees.map((tree, index) => {
      const texts = Object.entries(tree).map(([path, text]) => ({ path, text }))
      const code = texts
        .filter(({ path }) => isCode(path))
        .map((file) => parsed(file, program?.getSourceFile(`/${index}/${file.path}`)))
      return { texts, code }
    })
  } finally {
    api.close()
  }
}

function parsed(file: TextFile, syntax: SourceFile | undefined): CodeFile {
  if (syntax === undefined) throw new Error(`The compiler gave no syntax for ${file.path}.`)
  const imports: Import[] = []
  visit(syntax, (node) => {
    const found = importOf(node)
    if (found !== undefined) imports.push({ ...found, target: targetOf(file.path, found.specifier), node })
  })
  return { ...file, syntax, imports }
}

/** Calls `see` for a node and everything below it. */
export function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  node.forEachChild((child) => {
    visit(child, see)
    return undefined
  })
}

function importOf(node: Node): Pick<Import, 'specifier' | 'typeOnly'> | undefined {
  if (isImportDeclaration(node)) {
    return { specifier: literalText(node.moduleSpecifier), typeOnly: importsOnlyTypes(node) }
  }
  if (isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    const named =
      node.exportClause !== undefined && isNamedExports(node.exportClause) ? node.exportClause : undefined
    const typeOnly = node.isTypeOnly || allTypes(named?.elements)
    return { specifier: literalText(node.moduleSpecifier), typeOnly }
  }
  if (isImportTypeNode(node)) {
    const argument = isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
    return { specifier: literalText(argument), typeOnly: true }
  }
  if (isCallExpression(node)) {
    const callee = node.expression
    const loads =
      callee.kind === SyntaxKind.ImportKeyword || (isIdentifier(callee) && callee.text === 'require')
    if (loads) return { specifier: literalText(node.arguments[0]), typeOnly: false }
  }
  return undefined
}

function importsOnlyTypes(node: Node): boolean {
  if (!isImportDeclaration(node) || node.importClause === undefined) return false
  const { importClause: clause } = node
  if (clause.phaseModifier === SyntaxKind.TypeKeyword) return true
  const bindings = clause.namedBindings
  if (clause.name !== undefined || bindings === undefined) return false
  return isNamedImports(bindings) && allTypes(bindings.elements)
}

function allTypes(elements: readonly { isTypeOnly: boolean }[] | undefined): boolean {
  return elements !== undefined && elements.length > 0 && elements.every((element) => element.isTypeOnly)
}

/** What a string says that is written out, whichever quotes it has. */
export function literalText(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined
  return isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node) ? node.text : undefined
}

function targetOf(path: string, specifier: string | undefined): string | undefined {
  if (specifier === undefined) return undefined
  if (browserFolder(path) !== undefined && specifier.startsWith('/')) return servedFile(specifier)
  if (!/^\.{1,2}(\/|$)/.test(specifier)) return undefined
  return posix.join(posix.dirname(path), specifier)
}
