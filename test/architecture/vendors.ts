import { browserFolder, isGenerated, isHouse, type Layer, placeOf } from './place.ts'
import { at, inEach, type Rule } from './rule.ts'

/** Which rooms speak to a vendor: a layer, or a room inside one. */
type Home = Layer | `${Layer}/${string}`
type Vendor = { packages: RegExp; homes: readonly Home[]; typesTravel?: true }

/** Each vendor has one room, so that leaving it means changing one folder. */
const vendors: readonly Vendor[] = [
  { packages: /^@slack\//, homes: ['channels/slack'] },
  { packages: /^(botbuilder|botframework)(-|\/|$)/, homes: ['channels/teams'] },
  { packages: /^@anthropic-ai\/sdk(\/|$)/, homes: ['agent'] },
  { packages: /^(bullmq|ioredis)(\/|$)/, homes: ['queue'] },
  { packages: /^@modelcontextprotocol\//, homes: ['mcp-server'] },
  {
    packages: /^(googleapis|@googleapis|@microsoft\/microsoft-graph\S*|nodemailer)(\/|$)/,
    homes: ['gateways'],
  },
  { packages: /^(exceljs|pdfkit)(\/|$)/, homes: ['domain/reporting'] },
  { packages: /^(echarts|@resvg)(\/|$)/, homes: ['platform/chart'] },
  { packages: /^express(\/|$)/, homes: ['http', 'mcp-server', 'channels'] },
  { packages: /^(openid-client|oauth4webapi|oidc-provider|jose|@node-oauth)(\/|$)/, homes: ['access'] },
  { packages: /^@prisma\//, homes: ['db'], typesTravel: true },
]

/** A vendor's package is imported in its own room only; the types of Prisma may travel. */
export const vendorRule: Rule = {
  name: 'vendor',
  check: (house) =>
    inEach(house, (file) => {
      if (!isHouse(file.path)) return []
      return file.imports.flatMap((used) => {
        const message =
          browserFolder(file.path) === undefined
            ? complaint(file.path, vendorOf(used.specifier, used.target), used.typeOnly)
            : browserComplaint(used.specifier, used.target)
        return message === undefined ? [] : [at(file, used.node, message)]
      })
    }),
}

function vendorOf(specifier: string | undefined, target: string | undefined): Vendor | undefined {
  const name = target !== undefined && isGenerated(target) ? '@prisma/client' : (specifier ?? '')
  return vendors.find(({ packages }) => packages.test(name))
}

function complaint(path: string, vendor: Vendor | undefined, typeOnly: boolean): string | undefined {
  if (vendor === undefined || (vendor.typesTravel && typeOnly)) return undefined
  const atHome = vendor.homes.some((home) => isIn(path, home))
  return atHome ? undefined : `This vendor belongs to ${vendor.homes.join(', ')}.`
}

function isIn(path: string, home: Home): boolean {
  if (!home.includes('/')) return placeOf(path)?.layer === home
  return path.startsWith(`src/${home}/`) || path === `src/${home}.ts`
}

/** In a browser there is no node_modules: preact and htm come by the path under which they are served. */
function browserComplaint(specifier: string | undefined, target: string | undefined): string | undefined {
  if (specifier === undefined || target !== undefined) return undefined
  const vendored = /^\/assets\/vendor\/(preact|htm)\.js$/.test(specifier)
  return vendored
    ? undefined
    : `${specifier} is not served: modules for browsers use preact and htm by their paths.`
}
