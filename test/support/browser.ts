import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { namedBrowser, searchPath } from './environment.ts'
import { describeWith } from './needs.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const places = ['/Applications/Chromium.app/Contents/MacOS/Chromium']

/** Where a Chromium is on this machine: the one that PARLEY_BROWSER names, or the first on the path. */
export function findBrowser(): string | undefined {
  const named = namedBrowser()
  if (named !== undefined) return isExecutable(named) ? named : undefined
  const folders = searchPath().split(delimiter).filter(Boolean)
  const candidates = [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...places]
  return candidates.find(isExecutable)
}

/** Starts it without a window, quiet, and speaking to nobody but the page. */
export function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (executablePath === undefined) throw new Error(remedy)
  return chromium.launch({
    executablePath,
    args: [...quiet, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
}

/** A suite in a real browser. */
export function describeWithBrowser(name: string, suite: () => void): void {
  describeWith({ part: 'browser', found: findBrowser() !== undefined, remedy }, name, suite)
}

const remedy = 'Install Chromium (on Debian: apt-get install chromium) or name one in PARLEY_BROWSER.'

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
