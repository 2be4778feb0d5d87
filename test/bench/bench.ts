/** One figure of a bench beside its bar. */
export type Measure = {
  /** What was measured, with its unit: "3.1 s first start". */
  figure: string
  /** The figure as a share of what it is held against. */
  ratio: number
  meets: boolean
  /** Whatever helps to judge the figure: sizes, spread, machine. */
  detail: string
}

/** A module of this folder measures one line of the bars. It runs in a process of its own. */
export type Bench = {
  name: string
  /** The bar in words, as people agreed on it. */
  bar: string
  run(): Promise<Measure[]>
}
