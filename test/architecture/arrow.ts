import type { Import } from './parse.ts'
import { browserFolder, isForEveryPage, isGenerated, isHouse, type Place, placeOf } from './place.ts'
import { at, inEach, type Rule } from './rule.ts'

/** A file imports from its own folder or from the right, types included. Only Prisma's generated types may travel. */
export const arrowRule: Rule = {
  name: 'arrow',
  check: (house) =>
    inEach(house, (file) => {
      if (!isHouse(file.path)) return []
      const from = placeOf(file.path)
      if (from === undefined) return [at(file, file.syntax, 'This file has no place in the house.')]
      return file.imports.flatMap((used) => {
        const message = complaint(file.path, from, used)
        return message === undefined ? [] : [at(file, used.node, message)]
      })
    }),
}

function complaint(path: string, from: Place, used: Import): string | undefined {
  const home = browserFolder(path)
  if (used.specifier === undefined) return 'An import computed at run time hides what is imported.'
  if (used.target === undefined) return undefined
  if (isGenerated(used.target) && used.typeOnly) return undefined
  if (home !== undefined) {
    return used.target.startsWith(home) || isForEveryPage(used.target)
      ? undefined
      : 'A module for browsers imports from its own folder and from what is for every page.'
  }
  if (browserFolder(used.target) !== undefined) return 'A module for browsers is served, never imported.'
  if (used.target === 'package.json') return undefined
  const to = placeOf(used.target)
  if (to === undefined) return `${used.target} is no part of the house.`
  return mayImport(from, to) ? channelComplaint(from, to) : `${from.layer} may not import ${to.layer}.`
}

function mayImport(from: Place, to: Place): boolean {
  if (to.layer === 'gateways' && from.layer !== 'gateways') {
    return from.layer === 'main' || from.layer === 'queue'
  }
  const faces = from.step === 0 && to.step === 0
  return from.layer === to.layer || from.step < to.step || faces
}

function channelComplaint(from: Place, to: Place): string | undefined {
  const between = from.layer === 'channels' && to.layer === 'channels'
  if (!between || from.room === to.room || to.room === 'desk') return undefined
  return `Channel ${from.room ?? 'root'} may not import ${to.room ?? 'the root of channels'}, only desk.`
}
