import { choiceOf } from '../../tools/fields.ts'

/** Levels of experience, lowest first. */
export const levels = ['junior', 'mid', 'senior', 'lead'] as const
export type Level = (typeof levels)[number]

/** What people say for each level. */
const levelWords: Record<Level, readonly string[]> = {
  junior: ['jr', 'entry', 'entry level', 'graduate'],
  mid: ['middle', 'intermediate', 'regular', 'mid-level'],
  senior: ['sr', 'experienced'],
  lead: ['team lead', 'tech lead', 'leader', 'principal', 'staff'],
}

/** How many steps `held` stands above `asked`; negative when below. */
export function levelDistance(asked: Level, held: Level): number {
  return levels.indexOf(held) - levels.indexOf(asked)
}

/** A stored level. A text that is none of the levels counts as mid, so that one odd row never stops a list. */
export function asLevel(text: string): Level {
  return levels.find((level) => level === text) ?? 'mid'
}

/** The level that a headline names: "Senior Java Developer" is senior; mid when it names none. */
export function levelIn(headline: string): Level {
  const words = ` ${headline.toLowerCase().replace(/[^\p{L}]+/gu, ' ')} `
  const named = [...levels]
    .reverse()
    .find((level) => [level, ...levelWords[level]].some((word) => words.includes(` ${word} `)))
  return named ?? 'mid'
}

/** A level as an input field. */
export function levelOf(description: string) {
  return choiceOf(levels, description, levelWords)
}
