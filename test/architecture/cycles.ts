import type { CodeFile, House } from './parse.ts'
import { placeOf } from './place.ts'
import type { Finding, Rule } from './rule.ts'

type Graph = ReadonlyMap<string, ReadonlySet<string>>

/** No file reaches itself by its imports, types included. */
export const cycleRule: Rule = {
  name: 'cycle',
  check: (house) => {
    const known = new Set(house.code.map((file) => file.path))
    const graph = new Map(house.code.map((file) => [file.path, targets(file, known)]))
    return cycles(graph).map((circle) => found(circle))
  },
}

/** The rooms of the domain, by who imports whom, form no circle either. */
export const roomCycleRule: Rule = {
  name: 'room cycle',
  check: (house) => cycles(roomGraph(house)).map((circle) => found(circle, (room) => `src/domain/${room}`)),
}

function targets(file: CodeFile, known: ReadonlySet<string>): ReadonlySet<string> {
  const paths = file.imports.flatMap(({ target }) => (target === undefined ? [] : [target]))
  return new Set(paths.filter((path) => known.has(path)))
}

function roomGraph(house: House): Graph {
  const graph = new Map<string, Set<string>>()
  for (const file of house.code) {
    const room = roomOf(file.path)
    if (room === undefined) continue
    const used = graph.get(room) ?? new Set<string>()
    for (const { target } of file.imports) {
      const other = target === undefined ? undefined : roomOf(target)
      if (other !== undefined && other !== room) used.add(other)
    }
    graph.set(room, used)
  }
  return graph
}

function roomOf(path: string): string | undefined {
  const place = placeOf(path)
  return place?.layer === 'domain' ? place.room : undefined
}

function found(circle: readonly string[], path = (name: string) => name): Finding {
  const [first = ''] = circle
  return { path: path(first), line: 1, message: `Circle: ${[...circle, first].join(' → ')}` }
}

/** One shortest circle for each knot of the graph, so that a big knot is one complaint and not hundreds. */
function cycles(graph: Graph): readonly (readonly string[])[] {
  const seen = new Set<string>()
  const circles: (readonly string[])[] = []
  for (const start of [...graph.keys()].sort()) {
    if (seen.has(start)) continue
    const circle = wayBack(graph, start)
    if (circle === undefined) continue
    circles.push(circle)
    for (const name of knotOf(graph, start)) seen.add(name)
  }
  return circles
}

/** The shortest way from a name over its imports back to itself. */
function wayBack(graph: Graph, start: string): readonly string[] | undefined {
  const ways: string[][] = [[start]]
  const visited = new Set<string>()
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return way
      if (visited.has(next)) continue
      visited.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}

/** All that `start` reaches and that reach `start`. */
function knotOf(graph: Graph, start: string): readonly string[] {
  const reached = reach(graph, start)
  return [...reached].filter((name) => reach(graph, name).has(start))
}

function reach(graph: Graph, start: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const open = [start]
  for (const name of open) {
    for (const next of graph.get(name) ?? []) {
      if (reached.has(next)) continue
      reached.add(next)
      open.push(next)
    }
  }
  return reached
}
