import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '../support/program.ts'

type Line = {
  conversation: string
  mode: string
  reply: string
  calls: { tool: string; input: Record<string, unknown>; outcome: string; initiator: string }[]
  asks: { tool: string; missing: string } | null
  confirmations: { id: string; tool: string; token: string }[]
  cards: { title: string; table?: { rows: string[][] }; buttons: { label: string; token: string }[] }[]
  fault?: { code: string }
}

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'parley-terminal-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

/** One message by one process of its own, as a person types it. */
async function say(as: string, text: string, conversation?: string): Promise<Line> {
  const more = conversation ? ['--conversation', conversation] : []
  const { code, output, errors } = await runCommand(home, [
    'chat',
    '--as',
    `${as}@northwind.test`,
    '--json',
    ...more,
    text,
  ])
  expect(errors).toBe('')
  expect(code).toBe(0)
  expect(output.trim().split('\n')).toHaveLength(1)
  return JSON.parse(output) as Line
}

const made = (line: Line) =>
  line.calls.filter(({ initiator }) => initiator === 'mind').map(({ tool, outcome }) => `${tool} ${outcome}`)

describe('the terminal', () => {
  it('a recruiter finds somebody, moves them, undoes it, and sees it in their own activity; each line a new process', async () => {
    const listed = await say('recruiter', 'show the pipeline in screened')
    expect(made(listed)).toEqual(['get_pipeline done'])
    const name = listed.cards[0]?.table?.rows[0]?.[0] ?? ''
    expect(name).not.toBe('')
    const moved = await say(
      'recruiter',
      'put the first one on hold because the client is on holiday',
      listed.conversation,
    )
    expect(made(moved)).toEqual(['change_status done'])
    expect(moved.reply).toContain(name)
    expect(moved.conversation).toBe(listed.conversation)
    const undone = await say('recruiter', 'undo that', listed.conversation)
    expect(made(undone)).toEqual(['undo_status_change done'])
    const activity = await say('recruiter', 'show my activity')
    expect(made(activity)).toEqual(['get_my_activity done'])
    expect(JSON.stringify(activity.cards)).toMatch(/Moved an application/)
  }, 240_000)

  it('what reaches further waits for the person, who presses the button in the terminal, once', async () => {
    const asked = await say('admin', 'make a team called Mobile')
    expect(made(asked)).toEqual(['create_team pending'])
    const [confirmation] = asked.confirmations
    const press = () => runCommand(home, ['press', confirmation?.token ?? '', '--json'])
    const pressed = JSON.parse((await press()).output) as Line
    expect(pressed.calls).toMatchObject([{ tool: 'create_team', outcome: 'done' }])
    const again = JSON.parse((await press()).output) as Line
    expect(again.calls).toMatchObject([{ tool: 'create_team', outcome: 'refused' }])
    expect(again.reply).toContain('used already')
  }, 120_000)

  it('refuses and records what a person may not do, and says who can grant it', async () => {
    const refused = await say('viewer', 'add a client called Fernhill')
    expect(made(refused)).toEqual(['create_client denied'])
    expect(refused.reply).toMatch(/can grant it/)
  }, 60_000)

  it('tells outsiders first that they write with software, and leaves them no way to what is not theirs', async () => {
    const first = await say('candidate', 'how are my applications going?')
    expect(first.reply).toMatch(/^Hello, I am Parley, a piece of software/)
    expect(made(first)).toEqual(['list_my_applications done'])
    const second = await say('candidate', 'find candidates who know java', first.conversation)
    expect(second.reply).not.toMatch(/piece of software/)
    expect(made(second).every((call) => call.endsWith('denied'))).toBe(true)
  }, 120_000)

  it('ends with 1 and a plain sentence for a person who is not there', async () => {
    const { code, output } = await runCommand(home, [
      'chat',
      '--as',
      'nobody@northwind.test',
      '--json',
      'hello',
    ])
    expect(code).toBe(1)
    expect(JSON.parse(output)).toMatchObject({ fault: { code: 'unauthenticated' }, calls: [] })
    const unnamed = await runCommand(home, ['chat', 'hello'])
    expect(unnamed.code).toBe(1)
    expect(unnamed.errors).toContain('--as')
  }, 60_000)
})
