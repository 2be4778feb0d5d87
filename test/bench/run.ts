import { fork } from 'node:child_process'
import { cpus, release, totalmem, type } from 'node:os'
import { join } from 'node:path'
import type { Measure } from './bench.ts'

/** Every bench, in the order in which it is printed; `npm run bench -- start` runs those named. */
const benches = ['start', 'rights', 'recording', 'guided', 'desk'] as const

type Report = { name: string; bar: string; measures: readonly Measure[] }

/** Runs one bench alone in a process, so that none warms the caches or fills the heap of another. */
function measure(name: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'child.ts'), [name], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    let report: Report | undefined
    child.once('message', (message) => {
      report = message as Report
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (report === undefined)
        reject(new Error(`The bench ${name} ended with ${code} and without a figure.`))
      else resolve(report)
    })
  })
}

function print({ name, bar, measures }: Report): void {
  console.log(`\n${name}   (bar: ${bar})`)
  for (const { figure, ratio, meets, detail } of measures) {
    console.log(
      `  ${meets ? 'meets ' : 'misses'}  ${ratio.toFixed(2).padStart(8)}×  ${figure.padEnd(40)}  ${detail}`,
    )
  }
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !benches.some((bench) => bench === name))
if (unknown.length > 0)
  throw new Error(`No bench is called ${unknown.join(', ')}; there are ${benches.join(', ')}.`)

const memory = Math.round(totalmem() / 1024 ** 3)
console.log(
  `Node ${process.versions.node}, ${type()} ${release()}, ${cpus().length} × ${cpus()[0]?.model}, ${memory} GB`,
)

let met = 0
let missed = 0
for (const name of benches.filter((bench) => asked.length === 0 || asked.includes(bench))) {
  try {
    const report = await measure(name)
    print(report)
    met += report.measures.filter(({ meets }) => meets).length
    missed += report.measures.filter(({ meets }) => !meets).length
  } catch (error) {
    console.error(`\n${name}   ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
console.log(`\n${met} met, ${missed} missed`)
