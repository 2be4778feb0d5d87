import { type Answer, act, bare, make } from './act.ts'
import { rankFor } from './choose.ts'
import { newDraft, type Work } from './draft.ts'
import { hear } from './heard.ts'
import { abilities } from './phrase.ts'
import type { Studied } from './study.ts'
import type { Talk } from './talk.ts'

/** Answers what needs no tool: a greeting, thanks, help, yes and no, cancel, show more. */
export async function smallTalk(work: Work, talk: Talk | undefined): Promise<Answer | undefined> {
  const { memory, sentence } = work
  if (talk === undefined) return sentence.text.trim() === '' ? plain(work, helpText(work)) : undefined
  if (talk === 'more') return await showMore(work)
  const helper = talk === 'help' ? toolFor(work) : undefined
  if (helper) return await act(work, newDraft(helper))
  if (memory.waiting && (talk === 'yes' || talk === 'no' || talk === 'cancel'))
    return await atConfirmation(work, talk)
  return plain(work, sayings[talk](work))
}

/** A tool of which these very words are an example. */
function toolFor(work: Work): Studied | undefined {
  const [first] = rankFor(work, hear(work.sentence, work.study))
  return first && first.likeness > 0.97 && work.turn.may(first.studied.tool) ? first.studied : undefined
}

type Saying = (work: Work) => string

const sayings: Readonly<Record<Exclude<Talk, 'more'>, Saying>> = {
  hello: ({ turn }) =>
    `Hello ${firstName(turn.speaker.name)}. What shall I look up or do? Say “help” to see what I understand.`,
  thanks: () => 'You are welcome.',
  help: helpText,
  who: () =>
    'I am Parley, a piece of software: the recruiting desk of this house. Say “help” to see what I can do.',
  yes: ({ memory }) =>
    memory.asked
      ? 'I still need the answer to my question above.'
      : 'There is nothing that waits for a yes. What shall I do?',
  no: () => 'All right, I leave it at that.',
  cancel: ({ memory }) =>
    memory.asked
      ? 'All right, I dropped it. Nothing was done.'
      : 'There is nothing open to cancel. What was done stands.',
}

function plain({ memory }: Work, text: string): Answer {
  return { text, memory: { ...bare(memory), ...(memory.waiting ? { waiting: memory.waiting } : {}) } }
}

function helpText({ study, turn }: Work): string {
  const mine = study.tools.filter(({ tool }) => turn.may(tool))
  const featured = mine.filter(({ tool }) => tool.featured?.includes(turn.speaker.persona))
  const shown = (featured.length > 0 ? featured : mine).slice(0, 10)
  return `Here is what I can do for you, and how to ask:\n${abilities(shown)}\nYou can also say “show more”, “cancel”, or put me right: “no, the other one”.`
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}

/** The next page of the list that was shown last. */
async function showMore(work: Work): Promise<Answer> {
  const { list } = work.memory
  const studied = list && work.study.byName(list.tool)
  if (!list || !studied) return plain(work, 'There is no list to go on with. What shall I look for?')
  if (!list.next) return plain(work, 'That was all of it; there is no more.')
  return await make(work, newDraft(studied, { ...list.input, cursor: list.next }))
}

/** A mind cannot confirm; it can take back what waits, when the house has a tool for that. */
async function atConfirmation(work: Work, talk: Talk): Promise<Answer> {
  const { waiting } = work.memory
  const tool = waiting && work.study.byName(waiting.tool)?.tool
  const about = tool ? `“${tool.title}”` : 'It'
  if (talk === 'yes' || !waiting)
    return plain(
      work,
      `${about} waits for you: I can't confirm it for you, so please press the button on its card. Nothing has happened yet.`,
    )
  const taker = work.study.tools.find(takesConfirmation)
  const field = taker?.fields.find(({ kind }) => kind === 'confirmation')
  if (!taker || !field)
    return plain(work, `${about} was not done. Leave the button alone and it lapses in a few minutes.`)
  return await act(work, newDraft(taker, { [field.name]: waiting.id }))
}

function takesConfirmation({ fields }: Studied): boolean {
  const required = fields.filter((field) => field.required)
  return required.length === 1 && required.every(({ kind }) => kind === 'confirmation')
}
