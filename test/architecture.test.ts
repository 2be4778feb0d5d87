import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inspect, rules } from './architecture/inspect.ts'
import { type House, parseTrees } from './architecture/parse.ts'
import { importPlants, soundImports } from './architecture/plants/import-plants.ts'
import { soundStyle, stylePlants } from './architecture/plants/style-plants.ts'
import { soundWords, wordPlants } from './architecture/plants/word-plants.ts'
import { readTree } from './architecture/tree.ts'

const plants = [...importPlants, ...stylePlants, ...wordPlants]
const sounds = [...soundImports, ...soundStyle, ...soundWords]

describe('the rules find what is planted', () => {
  const houses = housesOf(plants)

  it.each(plants)('$rule: $of', (plant) => {
    expect(new Set(inspect(houses(plant)).map(({ rule }) => rule))).toEqual(new Set([plant.rule]))
  })

  it('each rule has a plant', () => {
    expect(new Set(plants.map(({ rule }) => rule))).toEqual(new Set(rules.map(({ name }) => name)))
  })
})

describe('the rules leave alone what is sound', () => {
  const houses = housesOf(sounds)

  it.each(sounds)('$of', (sound) => {
    expect(inspect(houses(sound))).toEqual([])
  })
})

describe('the house keeps its rules', () => {
  const [house] = parseTrees([readTree(resolve(import.meta.dirname, '..'))])

  it('was read', () => {
    expect(house?.code.map(({ path }) => path)).toContain('test/architecture.test.ts')
  })

  it.each(rules)('$name', (rule) => {
    const found = house === undefined ? [] : rule.check(house)
    expect(found.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual([])
  })
})

/** Parses all small trees at once and gives each its own house. */
function housesOf<T extends { files: Readonly<Record<string, string>> }>(
  all: readonly T[],
): (one: T) => House {
  const houses = parseTrees(all.map(({ files }) => files))
  return (one) => houses[all.indexOf(one)] ?? { texts: [], code: [] }
}
