import { type Plant, plant, type Sound, sound } from './plant.ts'

const lines = (count: number) => Array.from({ length: count }, (_, index) => `  step(${index})`)
const small = Object.fromEntries(
  Array.from({ length: 3 }, (_, index) => [`src/platform/a${index}.ts`, 'export {}\n']),
)
const open = '{'

/** Files that are too long, too loose, badly shaped or badly named. */
export const stylePlants: readonly Plant[] = [
  { rule: 'file size', of: '301 lines', files: { ...small, 'src/db/long.ts': 'export {}\n'.repeat(301) } },
  {
    rule: 'file size',
    of: 'a long style sheet',
    files: { 'src/channels/web/page.css': 'a {}\n'.repeat(301) },
  },
  {
    rule: 'median size',
    of: 'many files of 81 lines',
    files: { 'src/db/a.ts': 'export {}\n'.repeat(81), 'src/db/b.ts': 'export {}\n'.repeat(81) },
  },
  plant('function size', 'a function of 51 lines', [
    'test/support/long.ts',
    'export function long() {',
    ...lines(49),
    '}',
  ]),
  plant('function size', 'an arrow of 51 lines', [
    'test/support/long.ts',
    'export const a = () => {',
    ...lines(49),
    '}',
  ]),
  plant('function size', 'a method of 51 lines', [
    'test/support/long.ts',
    'class A {',
    'go() {',
    ...lines(49),
    '}',
    '}',
  ]),
  plant('function size', 'a test of 51 lines', [
    'test/long.test.ts',
    "it('is long', () => {",
    ...lines(49),
    '})',
  ]),
  plant('parameters', 'four parameters', ['src/db/a.ts', 'export const f = (a: A, b: B, c: C, d: D) => a']),
  plant('parameters', 'four parameters of a constructor', [
    'src/db/a.ts',
    'export class A {',
    '  constructor(a: A, b: B, c: C, d: D) {}',
    '}',
  ]),

  plant('loose type', 'any', ['src/db/a.ts', 'export const a: any = 1']),
  plant('loose type', 'any in a generic', ['test/a.test.ts', 'export const a = new Map<string, any>()']),
  plant('loose type', 'as any', ['src/db/a.ts', 'export const a = b as any']),
  plant('loose type', 'as unknown as', ['src/db/a.ts', 'export const a = b as unknown as string']),
  plant('loose type', 'as unknown as, in brackets', [
    'src/db/a.ts',
    'export const a = (b as unknown) as string',
  ]),
  plant('loose type', 'a non-null mark', ['src/db/a.ts', 'export const a = b!.c']),
  plant('loose type', 'a field said to be set', ['src/db/a.ts', 'class A {', '  b!: string', '}']),
  plant('loose type', 'a variable said to be set', ['src/db/a.ts', 'let b!: string']),
  plant('loose type', 'an ignored line', ['test/a.test.ts', '// @ts-ignore', 'export const a = 1']),
  plant('loose type', 'an unchecked file', ['src/db/a.ts', '// @ts-nocheck', 'export const a = 1']),
  plant('loose type', 'an expected error in the house', [
    'src/db/a.ts',
    '// @ts-expect-error',
    'export const a = 1',
  ]),
  plant('loose type', 'any in a doc comment', [
    'src/channels/web/browser/a.js',
    '/** @param {any} a what */',
    'export const f = (a) => a',
  ]),

  plant('syntax', 'export default', ['src/db/a.ts', 'export default 1']),
  plant('syntax', 'a default function', ['src/db/a.ts', 'export default function a() {}']),
  plant('syntax', 'a name exported as default', ['src/db/a.ts', 'const a = 1', 'export { a as default }']),
  plant('syntax', 'an enum', ['src/db/a.ts', 'export enum Colour { Red }']),
  plant('syntax', 'a const enum', ['src/db/a.ts', 'export const enum Colour { Red }']),
  plant('syntax', 'a parameter property', [
    'src/db/a.ts',
    'export class A {',
    '  constructor(readonly a: string) {}',
    '}',
  ]),
  plant('syntax', 'a namespace', ['src/db/a.ts', 'export namespace A {', '  export const b = 1', '}']),

  plant('barrel', 'an index that passes on', [
    'src/db/index.ts',
    "export { a } from './a.ts'",
    'export const b = 1',
  ]),
  plant('barrel', 'a file that passes everything on', [
    'src/db/a.ts',
    "export * from './b.ts'",
    'export const c = 1',
  ]),
  plant('barrel', 'a file that only passes on', ['src/db/all.ts', "export { a } from './a.ts'"]),
  plant('barrel', 'a file that imports to pass on', [
    'src/db/all.ts',
    "import { a } from './a.ts'",
    'export { a }',
  ]),

  plant('name', 'utils', ['src/platform/utils/text.ts', 'export const a = 1']),
  plant('name', 'helpers', ['test/helpers/world.ts', 'export const a = 1']),
  plant('name', 'a file called common', ['src/domain/people/common.ts', 'export const a = 1']),
  plant('name', 'a name with capitals', ['src/domain/people/myService.ts', 'export const a = 1']),
  plant('name', 'a browser module with an underscore', [
    'src/channels/web/browser/my_card.js',
    'export const a = 1',
  ]),

  plant('swallowed error', 'an empty catch', ['src/db/a.ts', `try ${open}`, '  go()', '} catch {}']),
  plant('swallowed error', 'a catch with a mere comment', [
    'test/a.ts',
    'try {',
    'go()',
    '} catch (e) {',
    '// fine',
    '}',
  ]),
  plant('swallowed error', 'a promise', ['src/db/a.ts', 'export const a = go().catch(() => {})']),
  plant('swallowed error', 'a promise made nothing', ['src/db/a.ts', 'await go().catch(() => undefined)']),
  plant('swallowed error', 'a promise that nobody awaits', ['src/db/a.ts', 'void go().catch(() => null)']),
  plant('swallowed error', 'in then', ['src/db/a.ts', 'export const a = go().then(done, () => {})']),

  plant('idle test', 'a skipped test', ['test/a.test.ts', "it.skip('works', () => {})"]),
  plant('idle test', 'the only test', ['test/a.test.ts', "describe.only('a', () => {})"]),
  plant('idle test', 'a test to be written', ['test/a.test.ts', "test.todo('a')"]),
]

/** Style as it should be, close to the edge. */
export const soundStyle: readonly Sound[] = [
  { of: '300 lines among small ones', files: { ...small, 'src/db/long.ts': 'export {}\n'.repeat(300) } },
  sound('a function of 50 lines', ['test/a.ts', 'export function long() {', ...lines(48), '}']),
  sound('a long chapter', ['test/a.test.ts', "describe('a', () => {", ...lines(60), '})']),
  sound("Express's handler of errors", [
    'src/http/a.ts',
    'export const f = (error, _request, response, next) => next()',
  ]),
  sound('words that only look loose', [
    'src/db/a.ts',
    '/** Says any of them as unknown as the sea; TS-ignore is far. */',
    "export const a = 'any as unknown as !'",
    'export const b = a as unknown',
    'export const c = !a && a !== b',
  ]),
  sound('an expected error of a type in a test', [
    'test/a.test.ts',
    '// @ts-expect-error: no such field',
    'f(1)',
  ]),
  sound('the default export of settings', ['vitest.config.ts', 'export default {}']),
  sound('an augmented module', [
    'src/tools/a.ts',
    "declare module 'zod' {",
    '  interface GlobalMeta {}',
    '}',
    'export {}',
  ]),
  sound('an index with its own things', ['src/db/index.ts', 'export const b = 1']),
  sound('an error that is handled', [
    'src/db/a.ts',
    'try {',
    '  go()',
    '} catch {',
    '  stop()',
    '}',
    'export const a = go().catch((error) => log(error))',
    'export const b = await read().catch(() => undefined)',
  ]),
  sound('a chapter that depends on the machine', ['test/a.test.ts', "describe.skipIf(none)('a', () => {})"]),
]
