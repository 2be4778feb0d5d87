import { canonicalSkill } from './skills.ts'

/** What people call those whom headlines call otherwise. */
const trades: Readonly<Record<string, string>> = {
  dev: 'developer',
  devs: 'developer',
  coder: 'developer',
  coders: 'developer',
  programmer: 'developer',
  programmers: 'developer',
  eng: 'engineer',
  sre: 'site reliability',
}

/**
 * The forms in which a query may stand in profiles, each once and as written first: "java devs", then "java developer";
 * "js developers", then "js developer", then "JavaScript developer".
 */
export function queryForms(query: string): readonly string[] {
  const words = query.trim().split(/\s+/)
  const trade = words.map((word) => trades[word.toLowerCase()] ?? singular(word))
  return [
    ...new Set([
      query,
      trade.join(' '),
      words.map(canonicalSkill).join(' '),
      trade.map(canonicalSkill).join(' '),
    ]),
  ]
}

function singular(word: string): string {
  return /^\p{Ll}{3,}[^s\P{L}]s$/u.test(word) ? word.slice(0, -1) : word
}
