#!/usr/bin/env node
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { zip } from './zip.ts'

const usage = `Makes the package that Teams is given, out of manifest.json and the icons beside it.

  node manifests/teams/package.ts --app-id ID --host parley.example.com [--out parley-teams.zip]

--app-id  the Microsoft app id of the bot, as in MICROSOFT_APP_ID
--host    the host under which people reach the web pages of Parley, without https://
--out     the file to write; parley-teams.zip in the current folder otherwise
`

/**
 * The files of a Teams package for one bot and one host. Throws an error in plain words when either cannot be right.
 */
export function packageFiles({ appId, host }: { appId: string; host: string }): ReadonlyMap<string, Buffer> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(appId) || /^[0-]+$/.test(appId))
    throw new Error(
      `${appId || 'Nothing'} is not an app id. It looks like 1b4e28ba-2fa1-4d3b-9a3f-5b0c9d7e6f10.`,
    )
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i.test(host))
    throw new Error(`${host || 'Nothing'} is not a host. Write it without https://, like parley.example.com.`)
  const read = (name: string) => readFileSync(resolve(import.meta.dirname, name))
  const manifest = read('manifest.json')
    .toString('utf8')
    .replaceAll('00000000-0000-0000-0000-000000000000', appId.toLowerCase())
    .replaceAll('parley.example.com', host.toLowerCase())
  return new Map([
    ['manifest.json', Buffer.from(manifest)],
    ...['color.png', 'outline.png'].map((name): [string, Buffer] => [name, read(name)]),
  ])
}

function run(): void {
  const options = { 'app-id': { type: 'string' }, host: { type: 'string' }, out: { type: 'string' } } as const
  try {
    const { values } = parseArgs({ options })
    const out = resolve(values.out ?? 'parley-teams.zip')
    writeFileSync(out, zip(packageFiles({ appId: values['app-id'] ?? '', host: values.host ?? '' })))
    process.stdout.write(`Written: ${out}\n`)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    process.exitCode = 1
  }
}

if (import.meta.main) run()
