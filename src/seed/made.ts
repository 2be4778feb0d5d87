/** Ids of what the seed has made so far, by the names that the seed uses. */
export type Made = {
  teams: Map<string, string>
  /** By account. */
  users: Map<string, string>
  /** By the keys of the seed. */
  clients: Map<string, string>
  jobs: Map<string, string>
  /** By the number of the candidate. */
  candidates: Map<number, string>
}

export function nothingMade(): Made {
  return { teams: new Map(), users: new Map(), clients: new Map(), jobs: new Map(), candidates: new Map() }
}

/** An id that has to be there by now. */
export function idIn<K extends string | number>(ids: ReadonlyMap<K, string>, key: K): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The demo company could not be made: ${key} is missing.`)
  return id
}
