import { type Plant, plant, type Sound, sound } from './plant.ts'

/** A file that imports one thing. */
function importing(path: string, specifier: string, what = '{ thing }'): readonly [string, string] {
  return [path, `import ${what} from '${specifier}'`]
}

/** Imports that break the arrow, a room, a vendor's room, or run in a circle. */
export const importPlants: readonly Plant[] = [
  plant('arrow', 'platform uses db', importing('src/platform/log.ts', '../db/client.ts')),
  plant('arrow', 'db uses activity', importing('src/db/client.ts', '../activity/query.ts')),
  plant('arrow', 'activity uses access', importing('src/activity/record.ts', '../access/actor.ts')),
  plant('arrow', 'access uses tools', importing('src/access/rights.ts', '../tools/tool.ts')),
  plant('arrow', 'tools use domain', importing('src/tools/invoke.ts', '../domain/people/service.ts')),
  plant('arrow', 'domain uses the catalogue', importing('src/domain/people/tools.ts', '../../catalogue.ts')),
  plant('arrow', 'the catalogue uses agent', importing('src/catalogue.ts', './agent/mind.ts')),
  plant('arrow', 'the catalogue uses main', importing('src/catalogue.ts', './main.ts')),
  plant('arrow', 'agent uses channels', importing('src/agent/converse.ts', '../channels/desk/inbox.ts')),
  plant('arrow', 'http uses queue', importing('src/http/routes.ts', '../queue/relay.ts')),
  plant('arrow', 'queue uses channels', importing('src/queue/relay.ts', '../channels/desk/identity.ts')),
  plant('arrow', 'channels use http', importing('src/channels/web/listen.ts', '../../http/cookie.ts')),
  plant('arrow', 'seed uses http', importing('src/seed/people.ts', '../http/routes.ts')),
  plant('arrow', 'http uses mcp-server', importing('src/http/routes.ts', '../../mcp-server/server.ts')),
  plant('arrow', 'mcp-server uses main', importing('mcp-server/server.ts', '../src/main.ts')),
  plant('arrow', 'slack uses teams', importing('src/channels/slack/parse.ts', '../teams/parse.ts')),
  plant('arrow', 'web uses terminal', importing('src/channels/web/render.ts', '../terminal/render.ts')),
  plant('arrow', 'desk uses slack', importing('src/channels/desk/inbox.ts', '../slack/parse.ts')),
  plant('arrow', 'http uses a gateway', importing('src/http/routes.ts', '../gateways/mail.ts')),
  plant('arrow', 'cli uses a gateway', importing('src/cli.ts', './gateways/mail.ts')),
  plant(
    'arrow',
    'a type against the arrow',
    importing('src/db/client.ts', '../tools/tool.ts', 'type { Tool }'),
  ),
  plant('arrow', 'an import type against the arrow', [
    'src/db/client.ts',
    "export type T = import('../tools/tool.ts').Tool",
  ]),
  plant('arrow', 'a re-export against the arrow', [
    'src/db/client.ts',
    "export { a } from '../tools/tool.ts'",
    'export const b = 1',
  ]),
  plant('arrow', 'a late import against the arrow', [
    'src/db/client.ts',
    "export const a = await import('../tools/tool.ts')",
  ]),
  plant('arrow', 'a computed import', [
    'src/db/client.ts',
    'export const load = (name: string) => import(name)',
  ]),
  plant('arrow', 'the house uses a test', importing('src/db/client.ts', '../../test/support/world.ts')),
  plant('arrow', 'a folder without a place', ['src/services/mail.ts', 'export const a = 1']),
  plant('arrow', 'a file without a place', ['src/start.ts', 'export const a = 1']),
  plant(
    'arrow',
    'a browser module uses the server',
    importing('src/channels/web/browser/chat.js', '../listen.ts'),
  ),
  plant(
    'arrow',
    'the server uses a browser module',
    importing('src/channels/web/page.ts', './browser/chat.js'),
  ),

  plant('room', "another room's tools", importing('src/domain/offers/tools.ts', '../people/tools.ts')),
  plant('room', "another room's policy", importing('src/domain/offers/service.ts', '../people/policy.ts')),
  plant(
    'room',
    "another room's type",
    importing('src/domain/offers/service.ts', '../people/team.ts', 'type { T }'),
  ),
  plant(
    'room',
    'candidates use a room',
    importing('src/domain/candidates/service.ts', '../people/service.ts'),
  ),
  plant('room', 'a room uses the waist', importing('src/domain/offers/service.ts', '../../tools/invoke.ts')),
  plant(
    'room',
    'a room uses a call',
    importing('src/domain/offers/service.ts', '../../tools/call.ts', 'type { Call }'),
  ),
  {
    rule: 'room cycle',
    of: 'two rooms use each other',
    files: {
      'src/domain/offers/service.ts': "import { a } from '../approvals/service.ts'\n",
      'src/domain/approvals/rules.ts': "import { b } from '../offers/service.ts'\n",
    },
  },

  plant('record', 'a room records', importing('src/domain/offers/service.ts', '../../activity/record.ts')),
  plant('record', 'a door records', importing('src/http/routes.ts', '../activity/record.ts')),

  plant('vendor', 'Slack outside its room', importing('src/channels/teams/listen.ts', '@slack/bolt')),
  plant('vendor', 'Slack in desk', importing('src/channels/desk/inbox.ts', '@slack/web-api')),
  plant('vendor', 'botbuilder outside its room', importing('src/channels/slack/listen.ts', 'botbuilder')),
  plant(
    'vendor',
    'Anthropic outside its room',
    importing('src/domain/candidates/service.ts', '@anthropic-ai/sdk'),
  ),
  plant('vendor', 'BullMQ outside its room', importing('src/http/health.ts', 'bullmq')),
  plant('vendor', 'ioredis outside its room', importing('src/platform/cache.ts', 'ioredis')),
  plant(
    'vendor',
    'MCP outside its room',
    importing('src/http/mcp.ts', '@modelcontextprotocol/sdk/server/mcp.js'),
  ),
  plant(
    'vendor',
    'Google outside its room',
    importing('src/queue/relay.ts', 'googleapis/build/src/apis/calendar'),
  ),
  plant(
    'vendor',
    'Graph outside its room',
    importing('src/queue/relay.ts', '@microsoft/microsoft-graph-client'),
  ),
  plant('vendor', 'nodemailer outside its room', importing('src/queue/relay.ts', 'nodemailer')),
  plant('vendor', 'exceljs outside its room', importing('src/domain/statistics/sheet.ts', 'exceljs')),
  plant('vendor', 'pdfkit outside its room', importing('src/http/report.ts', 'pdfkit')),
  plant('vendor', 'echarts outside its room', importing('src/domain/reporting/chart.ts', 'echarts')),
  plant('vendor', 'resvg outside its room', importing('src/platform/image.ts', '@resvg/resvg-js')),
  plant('vendor', 'Express outside its rooms', importing('src/main.ts', 'express')),
  plant('vendor', 'a type of Express outside', importing('src/main.ts', 'express', 'type { Express }')),
  plant('vendor', 'OpenID outside its room', importing('src/http/sign-in.ts', 'openid-client')),
  plant('vendor', 'Prisma outside its room', importing('src/domain/people/service.ts', '@prisma/client')),
  plant(
    'vendor',
    'the generated client outside',
    importing('src/domain/people/service.ts', '../../db/generated/client.ts'),
  ),
  plant('vendor', 'preact by its bare name', importing('src/channels/web/browser/chat.js', 'preact')),
  plant(
    'vendor',
    'another served script',
    importing('src/http/console/browser/board.js', '/assets/vendor/jquery.js'),
  ),

  {
    rule: 'cycle',
    of: 'two files import each other',
    files: {
      'src/platform/a.ts': "import { b } from './b.ts'\nexport const a = b\n",
      'src/platform/b.ts': "import { a } from './a.ts'\nexport const b = a\n",
    },
  },
  {
    rule: 'cycle',
    of: 'two served modules import each other',
    files: {
      'src/http/assets/a.js': "import { b } from './b.js'\nexport const a = b\n",
      'src/http/assets/b.js': "import { a } from '/assets/a.js'\nexport const b = a\n",
    },
  },
  {
    rule: 'cycle',
    of: 'three files in a circle, by types alone',
    files: {
      'src/platform/a.ts': "import type { B } from './b.ts'\nexport type A = B\n",
      'src/platform/b.ts': "import type { C } from './c.ts'\nexport type B = C\n",
      'src/platform/c.ts': "export type C = import('./a.ts').A\n",
    },
  },
]

/** Imports as they should be. */
export const soundImports: readonly Sound[] = [
  sound('main uses everything', [
    'src/main.ts',
    "import { mail } from './gateways/mail.ts'",
    "import { mount } from '../mcp-server/http.ts'",
    "import { tools } from './catalogue.ts'",
    "import { clock } from './platform/clock.ts'",
  ]),
  sound('cli uses main', importing('src/cli.ts', './main.ts')),
  sound('queue uses a gateway', importing('src/queue/relay.ts', '../gateways/mail.ts')),
  sound(
    'a gateway knows the port',
    importing('src/gateways/mail.ts', '../domain/people/mail.ts', 'type { Mail }'),
  ),
  sound('slack uses desk and its own', [
    'src/channels/slack/listen.ts',
    "import { inbox } from '../desk/inbox.ts'",
    "import { parse } from './parse.ts'",
    "import { App } from '@slack/bolt'",
  ]),
  sound('a room uses services, the contract and generated types', [
    'src/domain/offers/service.ts',
    "import type { Prisma } from '../../db/generated/client.ts'",
    "import { found } from '../candidates/service.ts'",
    "import { textOf } from '../../tools/fields.ts'",
    "import { rule } from './rule.ts'",
  ]),
  sound(
    'types of Prisma travel anywhere',
    importing('src/platform/money.ts', '../db/generated/client.ts', 'type { P }'),
  ),
  sound('the waist records', importing('src/tools/invoke.ts', '../activity/record.ts')),
  sound('a browser module uses its own and what is served', [
    'src/channels/web/browser/chat.js',
    "import { html } from '/assets/vendor/preact.js'",
    "import { runTool } from '/assets/api.js'",
    "import { card } from './card.js'",
  ]),
  sound('a test uses any vendor', importing('test/support/slack.ts', '@slack/web-api')),
  sound('an import inside a string is none', [
    'src/db/client.ts',
    'export const text = "import { a } from \'../tools/tool.ts\'"',
  ]),
]
