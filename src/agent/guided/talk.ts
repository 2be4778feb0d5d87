/** What a message does besides asking for a tool. */
export type Talk = 'hello' | 'thanks' | 'help' | 'yes' | 'no' | 'cancel' | 'more' | 'who'

const polite =
  /\b(?:please|pls|parley|thanks|thank you|there|so much|a lot|very much|then|mate|guys|team|now)\b/g

/** The messages that are this and nothing else. Each is tried on the message without pleasantries and punctuation. */
const whole: Readonly<Record<Talk, RegExp>> = {
  hello:
    /^(?:hi|hello|hey|hiya|howdy|yo|good (?:morning|afternoon|evening|day)|morning|greetings|hallo|how are you(?: doing)?(?: today)?|how's it going|what's up|sup)$/,
  thanks:
    /^(?:thank(?:s| you)?|thx|ty|cheers|great|perfect|nice(?: one)?|awesome|cool|good(?: job)?|well done|got it|lovely|brilliant|excellent|super|bye|goodbye|see you(?: later)?|good ?night|that's all|that is all|all good|much appreciated|appreciate it|you're (?:great|the best)|you rock|ok(?:ay)? (?:great|cool|good|perfect)|great work|nice work|no problem|no worries)$/,
  help: /^(?:help|help me|i need help|can you help(?: me)?|what can (?:you|i) (?:do|ask|say)(?: here| for me)?|what do you do|what are you able to do|how do(?:es)? (?:this|it|you) work|how do i use (?:this|you)|what is this|commands?|menu|options|usage|what else can you do|what can you help (?:me )?with|show me what you can do|instructions|\?+)$/,
  yes: /^(?:y|yes|yep|yeah|yup|sure|ok|okay|confirm(?:ed)?|do it|go ahead|correct|right|exactly|that's right|yes do it|yes go ahead|send it|approved?|absolutely|of course|yes confirm|go for it|i confirm|confirm it)$/,
  no: /^(?:n|no|nope|nah|no thanks|don't|do not|don't do it|wrong|not that|not really)$/,
  cancel:
    /^(?:(?:no )?(?:cancel|cancel (?:that|it|this)|never ?mind|nvm|forget (?:it|that|about it)|stop|abort|quit|exit|leave it|drop it|scrap that|don't bother|start over|skip it))$/,
  more: /^(?:(?:show |see |list |give )?(?:me )?(?:some |the )?more(?: of (?:them|those|these))?|next(?: page| ones?)?|(?:show |see )?(?:me )?the (?:next|rest)(?: page| ones?| of them)?|go on|continue|keep going|more results|and (?:the rest|more)|load more|show next(?: page)?|anything else|any more|what else)$/,
  who: /^(?:who are you|what are you|are you (?:a )?(?:bot|robot|human|real|ai|person)|are you (?:a )?real person|what's your name|what is your name|am i (?:talking|speaking) to (?:a )?(?:bot|human|person|machine|robot))$/,
}

/** What the message does, when it is nothing but that. */
export function talkOf(text: string): Talk | undefined {
  if (text.length > 120) return undefined
  const bare = squeeze(text)
  const trimmed = squeeze(bare.replace(polite, ' '))
  if (/^(?:thanks|thank you|thx|many thanks|cheers)\b/.test(bare) && bare.split(' ').length <= 5)
    return 'thanks'
  for (const kind of ['cancel', 'hello', 'thanks', 'help', 'yes', 'no', 'more', 'who'] as const)
    if (whole[kind].test(bare) || (trimmed !== '' && whole[kind].test(trimmed))) return kind
  return undefined
}

/** Takes a correction apart: "no, the other one", "I meant Ana Lima", "make it Friday". */
export function correctionIn(text: string): { rest: string; other: boolean } | undefined {
  const hit = correction.exec(text.slice(0, 200))
  if (!hit) return undefined
  const rest = text.slice(hit[0].length).trim()
  const other = /\b(?:the )?other(?: one| guy| person| candidate| opening| job| role)?\b/i.test(hit[0] + rest)
  return { rest, other }
}

const correction =
  /^\s*(?:(?:no|nope|sorry|wait|oops|hmm|actually|not that(?: one)?|wrong(?: one| person)?|ah|oh)[\s,.!;:-]+)*(?:(?:i (?:meant|mean|said)|make (?:it|that)|change (?:it|that) to|(?:it |that )?should (?:be|have been)|rather|instead|correction|the other(?: one)?|use|set it to|it's|it is|let's (?:say|make it)|no[\s,]+(?=\S))(?:\s*:?\s*|$))/i

function squeeze(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/(?<!^)[.!?…,;:)(]+/g, ' ')
    .replace(/[^\p{L}\p{N}'?\s-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
