import type { Bench } from './bench.ts'

/** Runs the bench named by the first argument and hands what it found to the parent, which prints it. */
const name = process.argv[2] ?? ''
const { bench } = (await import(`./${name}.ts`)) as { bench: Bench }
const measures = await bench.run()
process.send?.({ name: bench.name, bar: bench.bar, measures })
process.disconnect?.()
