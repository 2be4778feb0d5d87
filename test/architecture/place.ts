/**
 * The arrow of imports: a file imports from its own folder or from a later step. Those of one step are siblings and
 * do not import each other; main and cli are two faces of one thing.
 */
export const arrow = [
  ['main', 'cli'],
  ['mcp-server'],
  ['channels', 'http', 'queue', 'seed'],
  ['agent', 'gateways'],
  ['catalogue'],
  ['domain'],
  ['tools'],
  ['access'],
  ['activity'],
  ['db'],
  ['platform'],
] as const

export type Layer = (typeof arrow)[number][number]

/** Where a file of the house stands. */
export type Place = {
  layer: Layer
  /** Counted along the arrow, from the left. */
  step: number
  /** The folder inside its layer: a room of domain, a channel. */
  room: string | undefined
}

const files: Readonly<Record<string, Layer>> = {
  'src/main.ts': 'main',
  'src/cli.ts': 'cli',
  'src/catalogue.ts': 'catalogue',
}
const folders = new Map<string, { layer: Layer; step: number }>(
  arrow.flatMap((layers, step) => layers.map((layer) => [layer, { layer, step }] as const)),
)

/** True for the product's own code: not tests, not settings at the root. */
export function isHouse(path: string): boolean {
  return path.startsWith('src/') || path.startsWith('mcp-server/')
}

/** Made by Prisma, so no rule of style binds it. Its types may travel. */
export function isGenerated(path: string): boolean {
  return path.startsWith('src/db/generated/')
}

/** Modules for browsers, by the address under which their folder is served. The first is for every page. */
const served = {
  '/assets/': 'src/http/assets/',
  '/assets/chat/': 'src/channels/web/browser/',
  '/assets/console/': 'src/http/console/browser/',
}

/** The folder of a file that is served to browsers as it is, and is therefore no part of the program. */
export function browserFolder(path: string): string | undefined {
  return Object.values(served).find((folder) => path.startsWith(folder))
}

/** True for what every page may use. */
export function isForEveryPage(path: string): boolean {
  return path.startsWith(served['/assets/'])
}

/** The file of ours that is served at an address; undefined for what a vendor made. */
export function servedFile(address: string): string | undefined {
  const [, folder = '', name] = /^(\/assets\/(?:[\w-]+\/)?)([\w-]+\.js)$/.exec(address) ?? []
  return name !== undefined && folder in served ? served[folder as keyof typeof served] + name : undefined
}

/** The place of a path in the house; undefined when it has none. */
export function placeOf(path: string): Place | undefined {
  const [top, folder, room, ...rest] = path.split('/')
  if (top === 'mcp-server') return { ...known('mcp-server'), room: undefined }
  const file = files[path]
  if (file !== undefined) return { ...known(file), room: undefined }
  if (top !== 'src' || folder === undefined || room === undefined || isFile(folder)) return undefined
  const found = folders.get(folder)
  return found && { ...found, room: rest.length > 0 ? room : undefined }
}

/** main, cli and catalogue are files, and mcp-server stands beside src: as folders of src they have no place. */
function isFile(folder: string): boolean {
  return ['main', 'cli', 'catalogue', 'mcp-server'].includes(folder)
}

function known(layer: Layer): { layer: Layer; step: number } {
  return { layer, step: arrow.findIndex((layers) => layers.some((each) => each === layer)) }
}
