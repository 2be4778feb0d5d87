import type { MindReply, Turn } from '../mind.ts'
import { type Answer, act, bare } from './act.ts'
import { choose, rankFor } from './choose.ts'
import { corrected } from './correct.ts'
import { createWork, newDraft, type Work } from './draft.ts'
import { answered } from './follow.ts'
import { hear } from './heard.ts'
import { type Memory, recall } from './memory.ts'
import { mend } from './mend.ts'
import { introduction } from './phrase.ts'
import { pickedRows } from './refer.ts'
import { readSentence } from './sentence.ts'
import { smallTalk } from './small-talk.ts'
import { studyOf } from './study.ts'
import { correctionIn, talkOf } from './talk.ts'

/**
 * The mind that needs no model: it picks the tool by its examples, fills the fields from the sentence, asks for the
 * one that is missing, and says what came of the call. The same words in the same state give the same calls.
 */
export async function guided(turn: Turn): Promise<MindReply> {
  const answer = await answerTo(turn)
  const first = !turn.introduced && !turn.history.some(({ author }) => author === 'parley')
  const text = first ? `${answer.text}\n\n${introduction}` : answer.text
  turn.emit(text)
  return {
    text,
    cards: answer.cards ?? [],
    ...(answer.asks ? { asks: answer.asks } : {}),
    state: answer.memory,
    tainted: answer.tainted ?? false,
  }
}

async function answerTo(turn: Turn): Promise<Answer> {
  const memory = recall(turn.history)
  const work = workOn(turn, memory, turn.text)
  const talk = talkOf(turn.text)
  const chosen = memory.choosing ? chosenTool(turn, memory) : undefined
  if (chosen) return await act(chosen.work, newDraft(chosen.studied))
  if (memory.asked && talk !== 'cancel' && talk !== 'help' && !isNewRequest(work)) {
    const answer = await answered(work, talk)
    if (answer) return answer
  }
  const correction = correctionIn(turn.text)
  if (correction && memory.last) {
    const answer = await corrected(workOn(turn, memory, correction.rest || turn.text), correction.other)
    if (answer) return answer
  }
  const said = await smallTalk(work, talk)
  return said ?? (await request(work))
}

function workOn(turn: Turn, memory: Memory, text: string): Work {
  const study = studyOf(turn.tools)
  return createWork({ turn, memory, study, sentence: mend(readSentence(text), study.vocabulary) })
}

/** A message that stands by itself, although a question is open. */
function isNewRequest(work: Work): boolean {
  const heard = hear(work.sentence, work.study)
  const telling = heard.features.filter(
    ({ keys, weight }) => weight >= 0.1 && [...keys.keys()].some((key) => key.startsWith('s:')),
  )
  if (telling.length < 2 || heard.verb === undefined) return false
  return (rankFor(work, heard)[0]?.score ?? 0) >= 0.78
}

/** The tool that the person chose among those that were offered, with the words that had left it open. */
function chosenTool(turn: Turn, { choosing, ...memory }: Memory) {
  if (!choosing) return undefined
  const rows = choosing.tools.map((name) => ({ id: name, label: name }))
  const [picked] = pickedRows(rows, readSentence(turn.text), new Set())
  const studied = picked && studyOf(turn.tools).byName(picked.id)
  return studied && { studied, work: workOn(turn, memory, choosing.said) }
}

async function request(work: Work): Promise<Answer> {
  const choice = await choose(work)
  const memory = bare(work.memory)
  if (!choice)
    return {
      text: "I can't help with that: it is nothing that I do. I look after candidates, openings and what happens between them; say “help” to see how to ask.",
      memory,
    }
  if ('among' in choice) {
    const lines = choice.among.map(({ tool }, at) => `${at + 1}. ${tool.title}`)
    const tools = choice.among.map(({ tool }) => tool.name)
    const text = ['Which of these do you mean?', ...lines].join('\n')
    return { text, memory: { ...memory, choosing: { tools, said: work.sentence.text.slice(0, 2000) } } }
  }
  const answer = await act(work, choice.draft)
  return choice.weak && answer.lost ? { text: answer.text, memory: answer.memory } : answer
}
