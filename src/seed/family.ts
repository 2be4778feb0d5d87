export const levels = ['junior', 'mid', 'senior', 'lead'] as const
export type Level = (typeof levels)[number]

/** What a piece of work changed; the end of a sentence in a résumé has to fit it. */
export type Gain = 'delivery' | 'speed' | 'reliability' | 'cost' | 'quality' | 'insight'

/** A trade: its titles by level, its skills, and what people in it have done (past tense, without tools). */
export type Family = {
  readonly key: string
  readonly team: 'Platform' | 'Data'
  /** How many of the candidates work in it. */
  readonly people: number
  readonly titles: Readonly<Record<Level, readonly string[]>>
  /** Skills that nearly everybody in the trade has; the first ones come first. */
  readonly core: readonly string[]
  readonly extra: readonly string[]
  readonly studies: readonly string[]
  /** Deeds by what they changed; `{item}` is what the employer deals in, such as "shipment". */
  readonly deeds: Readonly<Partial<Record<Gain, readonly string[]>>>
}
