import type { DeskHouse } from '../../support/desk-house.ts'

/** What one exchange left: what the person reads of the answer, and where the next word of the same talk belongs. */
export type Exchange = { seen: string; thread: string }

/**
 * A channel as one recruiter uses it, from outside. What a channel has no equivalent of is left out, and the suite says
 * which parts were.
 */
export type ChannelUnderTest = {
  /** Says something in a thread, or beginning one. */
  say(text: string, thread?: string): Promise<Exchange>
  /** The same by somebody whom Parley does not know. */
  sayAsStranger(text: string): Promise<string>
  /** Clicks a button of the newest card, and gives what is read in its place afterwards. */
  click(label: string): Promise<string>
  /** The newest card as it is read now; a button that can be clicked stands there as [Label]. */
  card(): Promise<string>
  /** What is shown of the answer at this moment, while it grows; where the channel streams. */
  growing?(): string
  /** Sends a file along. */
  sayWithFile?(text: string): Promise<Exchange>
}

export type Opening = (house: DeskHouse) => Promise<ChannelUnderTest>
