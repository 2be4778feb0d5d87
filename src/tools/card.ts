/**
 * What a tool shows, without a platform in mind. Every text is plain: each channel escapes it and keeps within its
 * own limits. Rows of a table are numbered for people, so that "the second one" means something.
 */
export type Card = {
  title: string
  text?: string
  facts?: readonly Fact[]
  table?: { columns: readonly string[]; rows: readonly (readonly string[])[] }
  image?: { alt: string; svg: string }
  /** A page of the console that shows more, as a path that begins with a slash. */
  page?: { label: string; path: string }
  buttons?: readonly CardButton[]
}

export type Fact = { label: string; value: string }

/** A button names a tool and the whole of its input; a click is a call by whoever clicks. */
export type CardButton = {
  label: string
  tool: string
  input: Readonly<Record<string, unknown>>
  style?: 'primary' | 'danger'
  /**
   * Fields of the tool's input that whoever clicks fills in on a form, one that may stay empty with a question mark behind
   * its name. What `input` holds of them stands there already.
   */
  asks?: readonly string[]
  /** The confirmation that a click consumes; tool and input are then those that it stored. */
  confirmation?: string
}
