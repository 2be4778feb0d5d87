import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { inflateSync } from 'node:zlib'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { packageFiles } from '../../../manifests/teams/package.ts'
import { zip } from '../../../manifests/teams/zip.ts'
import { tools } from '../../../src/catalogue.ts'
import { readConfig } from '../../../src/platform/config.ts'

const folder = resolve(import.meta.dirname, '../../../manifests/teams')
const appId = '1b4e28ba-2fa1-4d3b-9a3f-5b0c9d7e6f10'
const files = packageFiles({ appId, host: 'desk.northwind.test' })
const manifest = JSON.parse(text('manifest.json'))

function text(name: string): string {
  return String(files.get(name))
}

describe('the manifest of the Teams app', () => {
  it('is as Microsoft’s schema of version 1.27 wants it, empty and filled in', () => {
    const load = createRequire(import.meta.url)
    const path = '@microsoft/app-manifest/build/json-schemas/teams/v1.27/MicrosoftTeams.schema.json'
    const { $schema: _, ...schema } = load(path)
    const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false })
    const validate = ajv.compile(schema)
    const written = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    for (const each of [written, manifest]) {
      validate(each)
      expect(validate.errors).toBeNull()
    }
    expect(validate({ ...manifest, manifestVersion: '1.16' })).toBe(false)
    expect(validate({ ...manifest, surprise: true })).toBe(false)
  })

  it('names one bot everywhere, in every place where Parley answers', () => {
    const [bot] = manifest.bots
    expect([manifest.id, bot.botId, manifest.webApplicationInfo.id]).toEqual([appId, appId, appId])
    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat'])
    expect(bot.supportsFiles).toBe(true)
    expect(manifest.validDomains).toEqual(['desk.northwind.test'])
    expect(text('manifest.json')).not.toMatch(/example\.com|00000000-0000/)
  })

  it('offers only what Parley understands: each command is a way of asking that a tool names itself', () => {
    const plain = (words: string) => words.toLowerCase().replace(/[?.!]/g, '').trim()
    const understood = new Set(tools.flatMap(({ examples }) => examples.map(plain)))
    const lists: { scopes: string[]; commands: { title: string; description: string }[] }[] =
      manifest.bots[0].commandLists
    for (const { title, description } of lists.flatMap(({ commands }) => commands)) {
      expect(understood).toContain(plain(title))
      expect(title.length).toBeLessThanOrEqual(128)
      expect(description).not.toBe('')
    }
    expect(lists.flatMap(({ scopes }) => scopes)).toEqual(manifest.bots[0].scopes)
  })
})

describe('the icons of the Teams app', () => {
  it('the colour icon is 192 pixels wide and high, and full to its edges', () => {
    const { width, height, pixels } = readPng('color.png')
    expect([width, height]).toEqual([192, 192])
    expect(pixels.every(([, , , alpha]) => alpha === 255)).toBe(true)
    expect(pixels[0]).toEqual([0x0f, 0x76, 0x6e, 255])
  })

  it('the outline is 32 pixels wide and high, white on nothing', () => {
    const { width, height, pixels } = readPng('outline.png')
    expect([width, height]).toEqual([32, 32])
    expect(pixels[0]?.[3]).toBe(0)
    const seen = pixels.filter(([, , , alpha]) => alpha > 0)
    expect(seen.length).toBeGreaterThan(100)
    expect(seen.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true)
  })
})

describe('the package of the Teams app', () => {
  it('is written by the command as an archive of the three files, whole', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'teams-package-'))
    const out = join(scratch, 'parley.zip')
    try {
      const script = join(folder, 'package.ts')
      execFileSync(
        process.execPath,
        [script, '--app-id', appId, '--host', 'desk.northwind.test', '--out', out],
        {
          stdio: 'pipe',
        },
      )
      const archive = readFileSync(out)
      expect(archive.equals(zip(files))).toBe(true)
      expect(entriesOf(archive)).toEqual(
        Array.from(files, ([name, content]) => [name, content.toString('hex')]),
      )
    } finally {
      rmSync(scratch, { recursive: true })
    }
  })

  it('an id or a host that cannot be right is named, and nothing is written', () => {
    const host = 'parley.example.com'
    expect(() => packageFiles({ appId: 'bot', host })).toThrow('bot is not an app id')
    expect(() => packageFiles({ appId: '00000000-0000-0000-0000-000000000000', host })).toThrow(
      'not an app id',
    )
    expect(() => packageFiles({ appId, host: 'https://x.example' })).toThrow('Write it without https://')
  })
})

describe('the page for admins', () => {
  it('names each setting of Teams that Parley reads, and the address that it answers at', () => {
    const page = readFileSync(join(folder, 'README.md'), 'utf8')
    const given = { MICROSOFT_APP_ID: 'a', MICROSOFT_APP_PASSWORD: 'b', MICROSOFT_TENANT_ID: 'c' }
    const { teams } = readConfig({ ...given, PARLEY_TEAMS_LOCAL: '1' })
    expect(teams).toMatchObject({ appId: 'a', appPassword: 'b', tenantId: 'c', local: true })
    for (const name of [...Object.keys(given), 'PARLEY_TEAMS_LOCAL', 'PARLEY_PUBLIC_URL', '/api/messages'])
      expect(page).toContain(name)
  })
})

/** The files of an archive by its directory: names, and contents whose lengths it tells. */
function entriesOf(archive: Buffer): [string, string][] {
  const end = archive.length - 22
  let at = archive.readUInt32LE(end + 16)
  return Array.from({ length: archive.readUInt16LE(end + 10) }, (): [string, string] => {
    const [size, length, start] = [
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 42),
    ]
    const name = archive.toString('utf8', at + 46, at + 46 + length)
    const content = start + 30 + archive.readUInt16LE(start + 26)
    at += 46 + length
    return [name, archive.toString('hex', content, content + size)]
  })
}

type Pixel = readonly [red: number, green: number, blue: number, alpha: number]

/** A PNG of eight bits a channel, pixel by pixel. */
function readPng(name: string): { width: number; height: number; pixels: readonly Pixel[] } {
  const png = files.get(name) ?? Buffer.alloc(0)
  expect(png.toString('latin1', 1, 4)).toBe('PNG')
  const [width, height, depth, kind] = [png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]
  expect([depth, kind === 6 || kind === 2]).toEqual([8, true])
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const channels = kind === 6 ? 4 : 3
  const rows = unfiltered(inflateSync(Buffer.concat(data)), width * channels, channels)
  const pixels = rows.flatMap((row) =>
    Array.from({ length: width }, (_, at): Pixel => {
      const [red = 0, green = 0, blue = 0, alpha = 255] = row.subarray(at * channels, (at + 1) * channels)
      return [red, green, blue, alpha]
    }),
  )
  return { width, height, pixels }
}

/** Rows of bytes as they were before PNG wrote each as a difference to its neighbours. */
function unfiltered(raw: Buffer, length: number, channels: number): readonly Buffer[] {
  const rows: Buffer[] = []
  for (let from = 0; from < raw.length; from += length + 1) {
    const row = Buffer.from(raw.subarray(from + 1, from + 1 + length))
    const above = rows.at(-1)
    for (let at = 0; at < length; at += 1) {
      const left = row[at - channels] ?? 0
      const up = above?.[at] ?? 0
      const corner = at < channels ? 0 : (above?.[at - channels] ?? 0)
      const guesses = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)]
      row[at] = ((row[at] ?? 0) + (guesses[raw[from] ?? 0] ?? 0)) & 255
    }
    rows.push(row)
  }
  return rows
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const nearest = [left, up, corner].toSorted((a, b) => Math.abs(guess - a) - Math.abs(guess - b))
  return nearest[0] ?? 0
}
