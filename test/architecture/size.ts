import type { Node } from 'typescript/unstable/ast'
import {
  isArrowFunction,
  isCallExpression,
  isConstructorDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isGetAccessorDeclaration,
  isIdentifier,
  isMethodDeclaration,
  isSetAccessorDeclaration,
} from 'typescript/unstable/ast'
import { type CodeFile, type TextFile, visit } from './parse.ts'
import { isHouse } from './place.ts'
import { at, type Finding, inEach, type Rule } from './rule.ts'

const fileLines = 300
const functionLines = 50
const medianLines = 80
const parameters = 3

/** No file is longer than 300 lines; styles and pages count as code. */
export const fileSizeRule: Rule = {
  name: 'file size',
  check: (house) =>
    house.texts
      .filter(({ path }) => /\.([cm]?[jt]sx?|css|html)$/.test(path))
      .map((file) => ({ path: file.path, lines: lineCount(file) }))
      .filter(({ lines }) => lines > fileLines)
      .map(({ path, lines }) => ({ path, line: lines, message: `${lines} lines, at most ${fileLines}.` })),
}

/** Half of the files of the house have at most 80 lines. */
export const medianRule: Rule = {
  name: 'median size',
  check: (house) => {
    const lines = house.code
      .filter(({ path }) => isHouse(path))
      .map(lineCount)
      .sort((a, b) => a - b)
    const median = lines[Math.floor((lines.length - 1) / 2)] ?? 0
    return median <= medianLines
      ? []
      : [{ path: 'src', line: 1, message: `The median file has ${median} lines, at most ${medianLines}.` }]
  },
}

/** No function is longer than 50 lines. A `describe` is a chapter of a test file and no function of its own. */
export const functionSizeRule: Rule = {
  name: 'function size',
  check: (house) =>
    inEach(house, (file) =>
      functionsOf(file)
        .filter(({ node }) => !isChapter(node))
        .map(({ node }) => ({ node, lines: linesOf(file, node) }))
        .filter(({ lines }) => lines > functionLines)
        .map(({ node, lines }) => at(file, node, `A function of ${lines} lines, at most ${functionLines}.`)),
    ),
}

/**
 * No function takes more than three parameters. A callback takes what its caller gives, and Express knows a handler
 * of errors by its four.
 */
export const parameterRule: Rule = {
  name: 'parameters',
  check: (house) =>
    inEach(house, (file) =>
      functionsOf(file).flatMap(({ node, names }): readonly Finding[] =>
        names.length <= parameters || isCallExpression(node.parent) || isErrorHandler(names)
          ? []
          : [at(file, node, `${names.length} parameters, at most ${parameters}: pass one object.`)],
      ),
    ),
}

type FunctionLike = { node: Node; names: readonly string[] }

function functionsOf(file: CodeFile): readonly FunctionLike[] {
  const found: FunctionLike[] = []
  visit(file.syntax, (node) => {
    if (!isFunctionLike(node) || node.body === undefined) return
    const names = node.parameters.map(({ name }) => (isIdentifier(name) ? name.text.replace(/^_/, '') : ''))
    found.push({ node, names: names.filter((name) => name !== 'this') })
  })
  return found
}

function isFunctionLike(node: Node) {
  return (
    isFunctionDeclaration(node) ||
    isFunctionExpression(node) ||
    isArrowFunction(node) ||
    isMethodDeclaration(node) ||
    isConstructorDeclaration(node) ||
    isGetAccessorDeclaration(node) ||
    isSetAccessorDeclaration(node)
  )
}

function isErrorHandler(names: readonly string[]): boolean {
  return /^(error|err),(request|req),(response|res),next$/.test(names.join(','))
}

function isChapter(node: Node): boolean {
  const call = node.parent
  return isCallExpression(call) && /^describe\w*\b/.test(call.expression.getText())
}

function linesOf(file: CodeFile, node: Node): number {
  return file.text.slice(node.getStart(file.syntax), node.end).split('\n').length
}

function lineCount({ text }: TextFile): number {
  return text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
