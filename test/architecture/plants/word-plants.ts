import { type Plant, plant, type Sound, sound } from './plant.ts'

/** Words that would break their own rule here are put together from two halves. */
const joined = (...halves: readonly string[]) => halves.join('')

/** Sources that are read in the wrong place, and words that have no place at all. */
export const wordPlants: readonly Plant[] = [
  plant('environment', 'process.env', ['src/http/a.ts', 'export const port = process.env.PORT']),
  plant('environment', 'process.env in the command', ['src/cli.ts', 'start(process.env)']),
  plant('environment', 'by brackets', ['src/http/a.ts', "export const port = process['env'].PORT"]),
  plant('environment', 'by globalThis', ['src/http/a.ts', 'export const port = globalThis.process.env.PORT']),
  plant('environment', 'imported', ['src/http/a.ts', "import { env } from 'node:process'"]),
  plant('environment', 'taken apart', ['mcp-server/a.ts', 'const { env } = process']),

  plant('time', 'new Date()', ['src/http/a.ts', 'export const now = new Date()']),
  plant('time', 'new Date without brackets', ['src/http/a.ts', 'export const now = new Date']),
  plant('time', 'Date()', ['src/http/a.ts', 'export const now = Date()']),
  plant('time', 'Date.now()', ['src/http/a.ts', 'export const now = Date.now()']),
  plant('time', 'Date.now handed on', ['src/http/a.ts', 'export const now = Date.now']),
  plant('time', 'Temporal.Now', ['src/http/a.ts', 'export const now = Temporal.Now.instant()']),

  plant('system credential', 'a door acts as the system', [
    'src/http/a.ts',
    "export const who = { kind: 'system', purpose: 'command' } as const",
  ]),
  plant('system credential', 'a room acts as the system', [
    'src/domain/people/service.ts',
    'export const who = (rest: object) => ({ ...rest, "kind": ("system" as const) })',
  ]),

  plant('unfinished', 'a thing to do', ['src/db/a.ts', joined('// TO', 'DO: later'), 'export const a = 1']),
  plant('unfinished', 'a thing to mend', ['test/a.test.ts', joined('/* FIX', 'ME */'), 'export const a = 1']),
  plant('unfinished', 'in SQL', ['prisma/migrations/1/migration.sql', joined('-- HA', 'CK')]),
  plant('unfinished', 'a stub', ['src/db/a.ts', joined("throw new Error('not im", "plemented')")]),
  plant('unfinished', 'a stand-in', ['src/db/a.ts', joined('// place', 'holder'), 'export const a = 1']),

  plant('banner', 'a line of dashes', ['src/db/a.ts', '// ---------', 'export const a = 1']),
  plant('banner', 'a title between lines', ['src/db/a.ts', '/* ==== Reading ==== */', 'export const a = 1']),
  plant('banner', 'a box', [
    'src/db/a.ts',
    '/***********',
    ' * Reading',
    ' ***********/',
    'export const a = 1',
  ]),

  plant('foreign word', 'a path of one machine', [
    'src/db/a.ts',
    joined("export const a = '/wor", "k/main/a.ts'"),
  ]),
  plant('foreign word', "somebody's home", ['README.md', joined('Run `/hom', 'e/ana/parley`.')]),
  plant('foreign word', "root's home", ['.ci/run', joined('cd /roo', 't/parley')]),
  plant('foreign word', 'a page that is not here', [
    'src/db/a.ts',
    joined('// See DESIG', 'N §3.'),
    'export const a = 1',
  ]),

  plant('secret', 'a key of Anthropic', [
    'test/a.ts',
    joined("key('sk-a", "nt-api03-abcdefghijklmnopqrstuvwxyz')"),
  ]),
  plant('secret', 'a token of Slack', [
    'manifests/slack.json',
    joined('{ "token": "xox', 'b-1234567890-abcdefghijklmnop" }'),
  ]),
  plant('secret', 'a private key', ['compose.yaml', joined('-----BEGIN RSA PRIV', 'ATE KEY-----')]),
  plant('secret', 'a key of our own', ['README.md', joined('prly_li', `ve_${'a1B2c3'.repeat(6)}`)]),
]

/** Words and sources that are in their place. */
export const soundWords: readonly Sound[] = [
  sound('settings are read', ['src/platform/config.ts', 'export const port = process.env.PORT']),
  sound('a test may look at the environment', ['test/a.ts', 'export const size = process.env.PARLEY_SUITE']),
  sound('another env', ['src/http/a.ts', 'export const a = deployment.env', 'const { env } = deployment']),
  sound('the clock', ['src/platform/clock.ts', 'export const now = () => Temporal.Now.instant()']),
  sound('a given time, and a duration', [
    'src/http/a.ts',
    'export const at = (time: number) => new Date(time)',
    'export const tick = () => performance.now()',
  ]),
  sound('the clock of a browser', ['src/channels/web/browser/a.js', 'export const now = () => new Date()']),
  sound('the seed acts as the system', [
    'src/seed/a.ts',
    "export const who = { kind: 'system', purpose: 'seed' }",
  ]),
  sound('a filter for people of that kind', ['src/access/a.ts', "export const where = { kind: 'system' }"]),
  sound('a list in a comment', [
    'src/db/a.ts',
    '/**',
    ' * - one',
    ' * - two → three',
    ' */',
    'export const a = 1',
  ]),
  sound('lines inside a string', ['src/db/a.ts', "export const rule = '// ---------'"]),
  sound('paths that any machine has', [
    'src/db/a.ts',
    "export const a = '/usr/bin/chromium'",
    "fetch('/work-log')",
  ]),
  sound('short fake tokens', ['test/a.ts', "export const a = ['xoxb-test', 'sk-ant-test']"]),
]
