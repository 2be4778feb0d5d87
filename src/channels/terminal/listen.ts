import { createInterface } from 'node:readline/promises'
import type { Credential } from '../../access/credential.ts'
import { type Clicked, click } from '../../agent/click.ts'
import type { Converse } from '../../agent/converse.ts'
import type { Reply } from '../../agent/reply.ts'
import type { Click } from '../../tools/press.ts'
import type { Waist } from '../../tools/waist.ts'
import { renderJson, renderReply } from './render.ts'

export type TerminalDoor = { waist: Waist; converse: Converse; print: (line: string) => void }

export type Talk = {
  credential: Credential
  text: string | undefined
  conversation?: string | undefined
  json: boolean
}

/** One message and its reply, or a prompt that goes on until end of input. Returns the last reply. */
export async function talk(
  door: TerminalDoor,
  { credential, text, conversation, json }: Talk,
): Promise<Reply | undefined> {
  const say = async (words: string, at: string | undefined) => {
    const reply = await door.converse({
      credential,
      door: 'terminal',
      text: words,
      ...(at ? { conversation: at } : {}),
    })
    door.print(json ? renderJson(reply) : renderReply(reply))
    return reply
  }
  if (text !== undefined) return say(text, conversation)
  let last: Reply | undefined
  for await (const line of promptLines(json)) {
    last = await say(line, last?.conversation ?? conversation)
  }
  return last
}

/** A click in the terminal. */
export async function pressButton(
  door: TerminalDoor,
  { json, ...made }: Pick<Click, 'credential' | 'token' | 'fields'> & { json: boolean },
): Promise<Clicked> {
  const clicked = await click(door.waist, { ...made, door: 'terminal' })
  door.print(json ? renderJson(clicked) : renderReply(clicked))
  return clicked
}

async function* promptLines(json: boolean): AsyncGenerator<string> {
  const terminal = createInterface({
    input: process.stdin,
    output: json ? undefined : process.stderr,
    terminal: process.stdin.isTTY,
  })
  terminal.setPrompt('you> ')
  if (!json) terminal.prompt()
  for await (const line of terminal) {
    if (/^(exit|quit|bye)$/i.test(line.trim())) break
    yield line
    if (!json) terminal.prompt()
  }
  terminal.close()
}
