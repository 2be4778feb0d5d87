#!/usr/bin/env node
import { Command } from 'commander'
import { foundOrganisation, linkLines, type Operator, signInLink } from './channels/terminal/accounts.ts'
import { faultWords } from './channels/terminal/fault.ts'
import { pressButton, talk } from './channels/terminal/listen.ts'
import { parseField, parseSpeaker, parseWords } from './channels/terminal/parse.ts'
import { openDatabase } from './db/connection.ts'
import { addressOf, type House, openHouse, seedDemo, start } from './main.ts'
import { readConfig } from './platform/config.ts'
import { Fault } from './platform/fault.ts'
import { createLog } from './platform/log.ts'
import { keepMemoryClose } from './platform/memory.ts'
import { demoPeople } from './seed/people.ts'
import { holderOf } from './tools/button.ts'
import type { Waist } from './tools/waist.ts'

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Whoever can run commands here runs the server; their acts are recorded as the system's. */
function operatorOf(waist: Waist, url: string): Operator {
  return { waist, url, credential: { kind: 'system', purpose: 'command' } }
}

/** On the first signal leaves in order, as soon as what is being opened stands; on a second one at once. */
function leaveOnSignal(leave: () => Promise<void>): void {
  let leaving = false
  const onSignal = () => {
    if (leaving) process.exit(1)
    leaving = true
    leave().then(() => process.exit(0), failed)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}

/** Opens the house for one command and leaves it in order, whatever happens in between. */
async function withHouse<T>(work: (house: House) => Promise<T>): Promise<T> {
  const config = readConfig()
  const opening = openHouse(config, createLog(config.logLevel === 'info' ? 'warn' : config.logLevel))
  leaveOnSignal(async () => (await opening).close())
  const house = await opening
  try {
    return await work(house)
  } finally {
    await house.close()
  }
}

async function serve(): Promise<void> {
  const config = readConfig()
  keepMemoryClose()
  const opening = start(config, createLog(config.logLevel))
  leaveOnSignal(async () => (await opening).stop())
  const { url, house, demo } = await opening
  print(`Parley is open at ${url}`)
  if (!house.demo()) return
  if (!demo)
    return print(
      'Others can reach this address, so nobody of the demo company is offered. Sign in with: parley link EMAIL',
    )
  try {
    for (const line of await linkLines(operatorOf(house.waist, url), demoPeople)) print(line)
  } catch (error) {
    // The doors are open already; whoever needs a link can ask for one later with the link command.
    house.log.warn({ err: error }, 'the sign-in links could not be made')
  }
}

type ChatOptions = { as?: string; conversation?: string; json?: boolean }

async function chat(words: string[], { as, conversation, json }: ChatOptions): Promise<void> {
  const credential = parseSpeaker(as)
  await withHouse(async ({ waist, converse }) => {
    const text = parseWords(words)
    const reply = await talk(
      { waist, converse, print },
      { credential, text, conversation, json: json ?? false },
    )
    if (reply?.fault && ['failed', 'unavailable', 'unauthenticated'].includes(reply.fault.code))
      process.exitCode = 1
  })
}

type PressOptions = { json?: boolean; field?: Record<string, string> }

async function pressToken(token: string, { json, field }: PressOptions): Promise<void> {
  await withHouse(async ({ waist, converse }) => {
    const email = await holderOf(waist, token)
    if (!email)
      throw new Fault(
        'expired',
        'This button no longer works. This click changed nothing; please ask for a fresh card.',
      )
    const credential = { kind: 'demo', email, loopback: true } as const
    const fields = field ? { fields: field } : {}
    await pressButton({ waist, converse, print }, { credential, token, ...fields, json: json ?? false })
  })
}

const program = new Command('parley').description('The recruiting desk inside Slack and Microsoft Teams.')
program.command('start').description('open every door and run until stopped').action(serve)
program
  .command('chat [words...]')
  .description('say something, or open a prompt')
  .option('--as <email>', 'who is speaking (demo company only)')
  .option('--conversation <id>', 'go on with a conversation')
  .option('--json', 'one line of JSON a message')
  .action(chat)
program
  .command('press <token>')
  .description('click a button of a card')
  .option('--field <name=value>', 'fill in what the button asks for; once for each field', parseField)
  .option('--json', 'one line of JSON')
  .action(pressToken)
program
  .command('init')
  .description('make the first owner of a new installation')
  .requiredOption('--owner <email>', 'their address')
  .option('--name <name>', 'their name')
  .option('--organisation <name>', 'name of the organisation', 'My organisation')
  .action(({ owner, name, organisation }: { owner: string; name?: string; organisation: string }) =>
    withHouse(async ({ waist, config }) => {
      const founder = { email: owner, name: name ?? owner.split('@')[0] ?? owner, organisation }
      print(`${owner} owns this installation. They sign in here, once, within an hour:`)
      print(await foundOrganisation(operatorOf(waist, addressOf(config)), founder))
    }),
  )
program
  .command('link <email>')
  .description('make a one-time sign-in link')
  .action((email: string) =>
    withHouse(async ({ waist, config }) =>
      print(await signInLink(operatorOf(waist, addressOf(config)), email)),
    ),
  )
program
  .command('migrate')
  .description('bring the database up to date')
  .action(async () => {
    const config = readConfig()
    const database = await openDatabase(config, createLog(config.logLevel))
    await database.close()
    print('The database is up to date.')
  })
program
  .command('seed')
  .description('fill an empty database with the demo company and mark it as demo')
  .action(async () => {
    const config = readConfig()
    const log = createLog('warn')
    const database = await openDatabase(config, log)
    try {
      print(
        (await seedDemo(database, log))
          ? 'Northwind Staffing is ready.'
          : 'This database was seeded already.',
      )
    } finally {
      await database.close()
    }
  })
program
  .command('db-url')
  .description('print the address of the database')
  .action(async () => {
    const config = readConfig()
    const database = await openDatabase(config, createLog('warn'))
    print(database.ownerUrl)
    await database.close()
  })

function failed(error: unknown): never {
  process.stderr.write(`${faultWords(error)}\n`)
  process.exit(1)
}

program.parseAsync().catch(failed)
