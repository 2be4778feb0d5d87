import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

/** The environment of a program under test: its own home, a free port, and nothing of the machine's settings. */
function environment(home: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    PARLEY_HOME: home,
    PORT: '0',
    PARLEY_LOG_LEVEL: 'error',
    ...more,
  }
}

export type Program = {
  /** What the program wrote to standard error. */
  errors: string[]
  url: string
  lines: string[]
  child: ChildProcess
  kill(): Promise<void>
  stop(): Promise<number | null>
}

/** Starts the whole product as `npm start` does, and resolves once it says where it is open. */
export async function startProgram(home: string, more: Record<string, string> = {}): Promise<Program> {
  const child = spawn(process.execPath, [cli, 'start'], {
    env: environment(home, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const errors: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => errors.push(line))
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      const open = /open at (\S+)/.exec(line)
      if (open?.[1]) resolve(open[1])
    })
    child.once('exit', (code) => reject(new Error(`the program ended with ${code}: ${errors.join('\n')}`)))
  })
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    const [code] = await ended
    return code as number | null
  }
  return {
    url,
    errors,
    lines,
    child,
    kill: () => end('SIGKILL').then(() => undefined),
    stop: () => end('SIGTERM'),
  }
}

/** Runs one command of the product and returns what it printed. */
export async function runCommand(home: string, args: readonly string[], more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [cli, ...args], {
    env: environment(home, more),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output: string[] = []
  const errors: string[] = []
  child.stdout.on('data', (chunk) => output.push(String(chunk)))
  child.stderr.on('data', (chunk) => errors.push(String(chunk)))
  const [code] = await once(child, 'close')
  return { code: code as number | null, output: output.join(''), errors: errors.join('') }
}

/** Signs in as a demo person, and returns a function that runs a tool over HTTP as them. */
export async function signedIn(url: string, email: string) {
  const response = await fetch(`${url}/sign-in/demo`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`sign-in was answered with ${response.status}`)
  return async (tool: string, input: unknown) => {
    const answer = await fetch(`${url}/api/v1/tools/${tool}`, {
      method: 'POST',
      headers: { Origin: url, Cookie: cookie, 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
}
