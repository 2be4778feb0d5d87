/** Words that look inflected and are not, or that mean something else without their ending. */
const whole = new Set(
  `opening openings meeting meetings hiring nothing something anything everything morning evening string during bring
  thing king spring being status address business process access need seed speed feed hundred red bed his this is was has
  does yes less class across always news plus bus java aws ios js css kubernetes pass kindred settings setting note`
    .split(/\s+/)
    .filter(Boolean),
)

const irregular: Readonly<Record<string, string>> = {
  agreed: 'agre',
  sent: 'send',
  made: 'make',
  found: 'find',
  done: 'do',
  did: 'do',
  doing: 'do',
  gave: 'give',
  given: 'give',
  went: 'go',
  going: 'go',
  said: 'say',
  told: 'tell',
  left: 'leav',
  met: 'meet',
  wrote: 'writ',
  written: 'writ',
  spoke: 'speak',
  kept: 'keep',
  got: 'get',
  shown: 'show',
  saw: 'see',
  seen: 'see',
  taken: 'take',
  took: 'take',
  brought: 'bring',
  people: 'people',
  undid: 'undo',
  undone: 'undo',
  resumes: 'resum',
}

/** A light English stem: plural, -ing, -ed and a last e come off, so that "moved", "moving" and "move" meet. */
export function stem(word: string): string {
  const known = irregular[word]
  if (known !== undefined) return known
  if (word.length < 4 || !/^[a-z'-]+$/.test(word)) return word
  if (whole.has(word)) return word.endsWith('ings') ? word.slice(0, -1) : word
  return lastE(undouble(cut(word)))
}

function cut(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  if (/[^su]s$/.test(word) && !/is$/.test(word)) return cut(word.slice(0, -1))
  if (word.endsWith('ing') && word.length > 5) return word.slice(0, -3)
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/[aeiouy].*ed$/.test(word) && word.length > 4) return word.slice(0, -2)
  return word
}

function undouble(word: string): string {
  return /([bdgmnprt])\1$/.test(word) ? word.slice(0, -1) : word
}

/** A last e comes off long words; short ones get it back, since "care" and "car" are two words. */
function lastE(word: string): string {
  if (word.length > 4) return word.endsWith('e') ? word.slice(0, -1) : word
  return silent.has(`${word}e`) ? `${word}e` : word
}

const silent = new Set(
  `move make take give hire have come like hope save hide rate vote name file wipe note date pipe type code fire live love
  bake care dare face fade hate joke line make mine nice pace page pause place race ride rise rule side size take tape tire
  use wake wave wire write agree erase prove serve solve base cite`
    .split(/\s+/)
    .filter((word) => word.length === 4),
)
