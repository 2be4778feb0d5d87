import type { Import } from './parse.ts'
import { type Place, placeOf } from './place.ts'
import { at, type Finding, inEach, type Rule } from './rule.ts'

const contract = new Set(['tool', 'fields', 'card', 'outbox', 'origin'].map((name) => `src/tools/${name}.ts`))

/** A room of the domain uses another room's service only, and of the tools the contract only. */
export const roomRule: Rule = {
  name: 'room',
  check: (house) =>
    inEach(house, (file) => {
      const from = placeOf(file.path)
      if (from?.layer !== 'domain') return []
      return file.imports.flatMap((used) => {
        const message = complaint(from, used)
        return message === undefined ? [] : [at(file, used.node, message)]
      })
    }),
}

function complaint(from: Place, { target }: Import): string | undefined {
  const to = target === undefined ? undefined : placeOf(target)
  if (target === undefined || to === undefined) return undefined
  if (to.layer === 'tools' && !contract.has(target)) {
    return 'A room imports the contract of a tool (tool, fields, card, outbox, origin), never the waist.'
  }
  if (to.layer !== 'domain' || to.room === from.room) return undefined
  if (from.room === 'candidates') return 'candidates imports no other room.'
  const service = `src/domain/${to.room}/service.ts`
  return target === service ? undefined : `Of another room only ${service} may be used.`
}

/** Only invoke writes the record, with what the waist was built of; the rest of tools may know its type. */
export const recordRule: Rule = {
  name: 'record',
  check: (house) =>
    inEach(house, (file) => {
      if (placeOf(file.path) === undefined || mayRecord.has(file.path)) return []
      return file.imports.flatMap((used): readonly Finding[] =>
        used.target === 'src/activity/record.ts' && !(used.typeOnly && file.path.startsWith('src/tools/'))
          ? [at(file, used.node, 'Only tools/invoke.ts records what was done.')]
          : [],
      )
    }),
}

const mayRecord = new Set(['src/tools/invoke.ts', 'src/tools/waist.ts'])
