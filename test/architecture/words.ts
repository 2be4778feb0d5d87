import { commentsOf } from './comments.ts'
import type { House, TextFile } from './parse.ts'
import { atOffset, type Finding, inEach, type Rule } from './rule.ts'

/** Nothing is left for later. The letters in brackets keep these lines from breaking their own rule. */
export const unfinishedRule: Rule = {
  name: 'unfinished',
  check: (house) => [
    ...inTexts(written(house.texts), /\b(TOD[O]|FIXM[E]|HAC[K]|XX[X]|TB[D])\b|\bnot implemente[d]\b/g, later),
    ...inComments(house, /\bplaceholde[r]\b/i, later),
  ],
}

const later = 'Finish it or leave it out.'

/** A file is short enough to need no headings drawn with lines. */
export const bannerRule: Rule = {
  name: 'banner',
  check: (house) =>
    inComments(
      house,
      /([-=*#_~+─═━])\1{3,}\s*(\*\/)?$|^(\/\/|\/\*+|\s*\*)\s*([-=*#_~+─═━])\4{3,}/m,
      'No banners.',
    ),
}

/** Names of the machine it was written on and of whatever helped to write it say nothing to a reader. */
export const foreignRule: Rule = {
  name: 'foreign word',
  check: (house) => [
    ...inTexts(house.texts, workplace, 'A path of one machine.'),
    ...inTexts(house.texts, home, 'A path of one machine.'),
    ...inTexts(written(house.texts), absent, 'The project does not hold what this names.'),
  ],
}

const workplace = /\/wor[k]\/|\/tm[p]\/(studio|brief|bash_jobs)|far[m]-(studio|bench)/g
const home = /(?<=^|[\s'"`(=:])\/(roo[t]|hom[e]\/(?!node\/)[a-z][\w-]*|User[s]\/\w+)\//gm
const absent =
  /\bDEVELOPER[S]\.md|\bCOMPAS[S]\b|\bDESIG[N](\.md| ?§)|\bresearc[h]\/\w+\.md|\bissue[s] (show|resolved|note)\b/g

/** Keys and tokens in the forms that their makers give them; a fake one in a test is short. */
export const secretRule: Rule = {
  name: 'secret',
  check: (house) => inTexts(house.texts, secret, 'This looks like a secret.'),
}

const secret = new RegExp(
  [
    'sk-ant-[\\w-]{24,}',
    'xox[abeoprs]-[\\w-]{24,}',
    'xapp-[\\w-]{24,}',
    '\\bAKIA[0-9A-Z]{16}\\b',
    '\\bAIza[\\w-]{35}\\b',
    '\\bgh[opsu]_\\w{36}\\b',
    '\\bnpm_\\w{36}\\b',
    'prly_live_[0-9A-Za-z]{36}',
    '-----BEGIN [A-Z ]*PRIVATE KEY-----',
    '\\beyJ[\\w-]{16,}\\.eyJ[\\w-]{16,}\\.[\\w-]{16,}',
  ].join('|'),
  'g',
)

/** Data may hold any word; code, pages and prose may not. */
function written(texts: readonly TextFile[]): readonly TextFile[] {
  return texts.filter(({ path }) =>
    /\.([cm]?[jt]sx?|css|html|sql|prisma|sh|yml|yaml|md)$|(^|\/)[^.]+$/.test(path),
  )
}

function inTexts(texts: readonly TextFile[], pattern: RegExp, message: string): readonly Finding[] {
  return texts.flatMap((file) =>
    Array.from(file.text.matchAll(pattern), ({ index }) => atOffset(file, index, message)),
  )
}

function inComments(house: House, pattern: RegExp, message: string): readonly Finding[] {
  return inEach(house, (file) =>
    commentsOf(file)
      .filter(({ text }) => pattern.test(text))
      .map(({ offset }) => atOffset(file, offset, message)),
  )
}
