import type { Kind } from '../../tools/fields.ts'
import { stem } from './stem.ts'

/**
 * The English that guided mode knows before it has read a single tool: small words, families of verbs that mean the
 * same, and what people call each kind of row. Nothing here belongs to one tool.
 */

/** Words that carry no meaning for choosing a tool. */
export const smallWords = new Set(
  `a an the this that these those my mine our ours your yours his her hers him he she it its they them their theirs we us
  i me you is are am was were be been being do does did doing done can could will would shall should may might must
  have has had having of to for on at in with from by as into onto over under about around up off out and or but so if then
  than there here please pls plz kindly just now also too only really very some any all each every both one ones thing things
  stuff let lets want wanna need gonna like would'd i'd i'm i'll i've we'd we're it's that's what's who's there's don't dont
  cant can't im ive id ill get got gimme hey hi hello ok okay oh um hmm well not no yes yeah which who whom whose what when where
  why how know via per vs regarding re concerning between within through during before after until till til since because
  mr mrs ms dr parley hmm maybe perhaps quick quickly asap soon again still yet already another other else same such
  ever oops ah ouch wow yikes btw fyi hmm ugh bit lot lots kind sort way whether while though although however both either neither nor per`
    .split(/\s+/)
    .filter(Boolean),
)

/** Words at which a name or title ends: prepositions and the like, which never stand inside one in English. */
export const dividers = new Set(
  `to for on at in with from by as into onto over about around and or but so if then than is are am was were be been
  has have had do does did can could will would should please pls plz because since until till til via per when where why how
  what which who whom whose that this these those my our your his her their its a an the i me you we us it him them he she they
  just now also too only really very some any all each every both not up off out back forward again through during after before
  of onto regarding re who's what's he's she's that's there's i'd i'm let lets want need like like, hey hi ok okay thanks
  between within under against whether while although called named titled`
    .split(/\s+/)
    .filter(Boolean),
)

/** What people call rows of each kind. */
export const kindWords: Partial<Record<Kind, readonly string[]>> = {
  candidate: [
    'candidate',
    'applicant',
    'person',
    'people',
    'ppl',
    'folk',
    'talent',
    'contractor',
    'consultant',
  ],
  job: ['job', 'opening', 'role', 'position', 'vacancy', 'requisition', 'req', 'seat'],
  client: ['client', 'customer', 'account', 'company'],
  user: [
    'user',
    'account',
    'people',
    'colleague',
    'member',
    'teammate',
    'coworker',
    'recruiter',
    'manager',
    'employee',
    'staff',
  ],
  team: ['team', 'squad', 'group'],
  application: ['application'],
  submission: ['submission'],
  conversation: ['conversation', 'chat', 'thread', 'discussion'],
  role: ['role'],
  session: ['session'],
  hand_over: ['handover', 'hand-over'],
  human_request: ['request'],
  organisation: ['organisation', 'organization', 'company'],
}

/** Pronouns, and the kinds of row that each may stand for; an empty list means any. */
export const pronouns: Readonly<Record<string, readonly Kind[]>> = {
  him: ['candidate', 'application', 'submission', 'user'],
  her: ['candidate', 'application', 'submission', 'user'],
  hers: ['candidate', 'application', 'submission', 'user'],
  his: ['candidate', 'application', 'submission', 'user'],
  he: ['candidate', 'application', 'submission', 'user'],
  she: ['candidate', 'application', 'submission', 'user'],
  them: [],
  they: [],
  their: [],
  it: [],
  its: [],
  this: [],
  that: [],
  these: [],
  those: [],
  same: [],
}

/** Words that mean several rows at once. */
export const several = new Set(['all', 'both', 'everyone', 'everybody', 'each', 'these', 'those', 'them'])

/** Words that mean the speaker. */
export const selfWords = new Set(['me', 'my', 'mine', 'myself', 'i'])

/** Courteous beginnings that say nothing of what is wanted. */
export const opening =
  /^[\s,.!]*(?:(?:oops|sorry|wow|ah|oh|good morning|good afternoon|hi|hey|hello|ok|okay|so|and|then|now|please|pls|plz|just|also|parley|can you|could you|can u|would you|will you|can we|could we|let's|lets|i want to|i wanna|i would like to|i'd like to|i need to|i want you to|i need you to|go ahead and|help me|let me|mind|quickly)\b[\s,.!]*)+/

/** First words of somebody who asks to see something. */
export const looking = new Set(
  `who what which when where how why whose whats whos what's who's where's how's got need looking everyone everybody all is are was were do does did has have had any anyone anybody
  anything show list find search see view display look pull tell check count read fetch browse print lookup`.split(
    /\s+/,
  ),
)

/** Families of verbs that change something. */
export const changing: ReadonlySet<string> = new Set(
  `create move change close delete reject approve submit undo note deactivate archive assign`
    .split(' ')
    .map(stem),
)

/** Words that are no verbs right before the noun of several: "open jobs", "declined submissions". */
export const adjectives = new Set(
  'open new current active recent latest old past pending waiting closed declined rejected approved archived submitted'.split(
    ' ',
  ),
)

/** Small words that turn the meaning of a verb around. */
export const turning = new Set(['off', 'not', 'back', 'never', 'no', 'without', 'again'])

/** Verbs that say little without what follows: "make an offer". */
export const lightVerbs = new Set(['make', 'give', 'do', 'take', 'put', 'leave', 'set', 'get', 'start'])

/** Words after the first by which a sentence states how something is. */
export const stating = new Set(
  `is are was were has had can will isn't wasn't aren't moved wants want expects starts left took got prefers needs knows became joined have has goes go should must gets passed stays becomes joins`.split(
    /\s+/,
  ),
)

/** Words that say a date lies behind us, in a sentence or in what a field says of itself. */
export const pastWords =
  /\b(held|happened|took place|was|were|ago|last|past|previous|yesterday|since|earlier)\b/i

/** Numbers in words, for counts and for "the second one". */
export const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
  '5th': 5,
  '6th': 6,
  '7th': 7,
  '8th': 8,
  '9th': 9,
  '10th': 10,
}

export const cardinals: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  fifty: 50,
  hundred: 100,
}

/** Cues of free text by what a field is usually called, added to the cues that the field itself gives. */
export const usualCues: Readonly<Record<string, readonly string[]>> = {
  reason: ['because', 'reason', 'due to'],
  note: ['note that', 'note', 'saying', 'that says', 'noting', 'comment', 'message'],
  text: ['note that', 'saying', 'that says', 'that'],
  message: ['saying', 'that says', 'message'],
  name: ['called', 'named', 'name is', 'name'],
  title: ['called', 'titled', 'named', 'title', 'for a', 'for an'],
  query: ['about', 'for', 'matching', 'containing', 'mentioning', 'on', 'with'],
  location: ['in', 'near', 'based in', 'living in', 'located in', 'around', 'from'],
}
