import { isEnglish } from './english.ts'
import { isEveryday } from './everyday.ts'
import { isFamiliar, kindStems } from './families.ts'
import type { Vocabulary } from './features.ts'
import type { Sentence, Token } from './sentence.ts'
import { isSkillWord } from './skills.ts'
import { stem } from './stem.ts'
import { smallWords } from './words.ts'

/** The sentence with the stems of mistyped words put right; names, skills and words that are known stay as they are. */
export function mend(sentence: Sentence, vocabulary: Vocabulary): Sentence {
  return { ...sentence, tokens: sentence.tokens.map((token, at) => mendToken(token, at, vocabulary)) }
}

function mendToken(token: Token, at: number, vocabulary: Vocabulary): Token {
  if (token.small || (token.capital && at > 0) || token.possessive || isKnown(token, vocabulary)) return token
  const meant = vocabulary.spell(token.word)
  if (!meant || meant === token.word || (meant[0] !== token.word[0] && meant[1] !== token.word[0]))
    return token
  return { ...token, stem: stem(meant), small: smallWords.has(meant), mended: true }
}

function isKnown({ word, stem: one }: Token, vocabulary: Vocabulary): boolean {
  if (vocabulary.isSpoken(word) || vocabulary.isName(word) || isSkillWord(word)) return true
  return isFamiliar(one) || kindStems.has(one) || isEnglish(word) || isEveryday(word)
}
