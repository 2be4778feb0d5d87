/** What somebody who clicks is asked to fill in, without a platform in mind. */
export type Form = { title: string; submit: string; fields: readonly FormField[] }

/** How a form asks for a field otherwise than the schema of its tool says. */
export type Asked = Partial<Pick<FormField, 'label' | 'hint' | 'kind' | 'options'>>

export type FormField = {
  /** The field of the tool's input. */
  name: string
  label: string
  hint?: string
  /** line and text are free words of one line or several; day is YYYY-MM-DD. */
  kind: 'line' | 'text' | 'choice' | 'day' | 'number' | 'flag'
  options?: readonly { value: string; label: string }[]
  optional: boolean
  /** Most characters of free words. */
  most?: number
  /** What stands there when the form opens. */
  value?: string
}
