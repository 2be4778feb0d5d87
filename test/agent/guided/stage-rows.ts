import { distance } from 'fastest-levenshtein'

export type StageRow = { id: string; label: string; detail: string; active?: boolean }

const id = (kind: number, at: number) => `00000000-0000-7000-8000-00000${kind}00000${at}`

const rows = (kind: number, all: readonly (readonly [string, string])[]): StageRow[] =>
  all.map(([label, detail], at) => ({ id: id(kind, at), label, detail }))

export const candidates = rows(1, [
  ['Ana Souza', 'Java Developer, Lisbon'],
  ['Ana Lima', 'Data Engineer, Porto'],
  ['Tom Becker', 'Tester, Berlin'],
  ['Maria Silva', 'Python Developer, Berlin'],
  ["Siobhán O'Brien", 'Kotlin Engineer, Dublin'],
  ['Sanne van den Berg', 'Java Architect, Utrecht'],
])

export const jobs = rows(2, [
  ['Senior Java Developer', 'Acme, Berlin'],
  ['Data Engineer', 'Globex, Lisbon'],
  ['Tester', 'Acme, Berlin'],
])

const application = (at: number, candidate: number, job: number, active: boolean) => ({
  id: id(3, at),
  label: `${candidates[candidate]?.label} for ${jobs[job]?.label}`,
  detail: jobs[job]?.detail ?? '',
  candidate: id(1, candidate),
  job: id(2, job),
  active,
})

export const applications = [
  application(0, 0, 0, true),
  application(1, 1, 1, true),
  application(2, 2, 2, true),
  application(3, 2, 0, true),
  application(4, 3, 1, true),
  application(5, 3, 0, false),
]

/** Rows whose words begin with all that are asked for; without any, those that are only similar. */
export function search<T extends StageRow>(all: readonly T[], query: string) {
  const plain = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const words = plain(query).split(/\s+/).filter(Boolean)
  const named = all.filter((row) => words.length > 0 && plain(row.label) === words.join(' '))
  if (named.length > 0) return named.map((row) => ({ ...row, match: 'exact' as const }))
  const part = all.filter((row) =>
    words.every((word) => plain(` ${row.label} ${row.detail}`).includes(` ${word}`)),
  )
  if (part.length > 0) return part.map((row) => ({ ...row, match: 'part' as const }))
  const close = all.filter((row) => distance(plain(row.label), words.join(' ')) <= 4)
  return close.map((row) => ({ ...row, match: 'close' as const }))
}
