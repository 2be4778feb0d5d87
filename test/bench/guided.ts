import type { Bench } from './bench.ts'
import { median, recruiter, withDemo } from './open-demo.ts'

const sentences = [
  'what should I do first?',
  'find java developers',
  'show me the second one',
  'who is in the pipeline',
  'list open jobs in boston',
  'who is on team data',
]

const rounds = 12
const barMs = 50

export const bench: Bench = {
  name: 'guided-mode turn',
  bar: 'message in → reply out, p50 ≤ 50 ms',
  run: () =>
    withDemo(async ({ converse }) => {
      const times: number[] = []
      for (let round = 0; round < rounds; round++) {
        let conversation: string | undefined
        for (const text of sentences) {
          const from = performance.now()
          const reply = await converse({
            credential: recruiter,
            door: 'web',
            text,
            ...(conversation ? { conversation } : {}),
          })
          if (reply.fault) throw reply.fault
          conversation = reply.conversation
          if (round > 1) times.push(performance.now() - from)
        }
      }
      const figure = median(times)
      return [
        {
          figure: `${figure.toFixed(1)} ms at p50`,
          ratio: figure / barMs,
          meets: figure <= barMs,
          detail: `${times.length} turns after warm-up, six sentences a conversation, the demo company`,
        },
      ]
    }),
}
