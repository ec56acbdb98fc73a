// What each client of a document had when it wrote: from what its items stand next to, and from `seen`.
import * as Y from 'yjs'

/** A client and its next free clock. */
export interface ClientClock {
  readonly client: number
  readonly clock: number
}

export interface Knowledge {
  /** Whether whoever wrote `who`, up to that clock, had all of `what`. */
  knows(who: ClientClock, what: ClientClock): boolean
}

/** From its own clock `from` on, a client had another one's items below `clock`. */
interface Sighting extends ClientClock {
  readonly from: number
}

/** Costs about the size of the document. */
export function readKnowledge(doc: Y.Doc): Knowledge {
  const sightings = readSightings(doc)
  const cache = new Map<string, ReadonlyMap<number, number>>()
  const knownTo = (who: ClientClock): ReadonlyMap<number, number> => {
    const key = `${who.client} ${who.clock}`
    const known = cache.get(key) ?? closure(sightings, who)
    cache.set(key, known)
    return known
  }
  return { knows: (who, what) => (knownTo(who).get(what.client) ?? 0) >= what.clock }
}

/** Everything that reached `who`, directly or with what somebody passed on. */
function closure(sightings: ReadonlyMap<number, readonly Sighting[]>, who: ClientClock): ReadonlyMap<number, number> {
  const known = new Map([[who.client, who.clock]])
  const open = [who]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { from, client, clock } of sightings.get(next.client) ?? []) {
      if (from >= next.clock) break
      if ((known.get(client) ?? 0) >= clock) continue
      known.set(client, clock)
      open.push({ client, clock })
    }
  }
  return known
}

/** By client, in the order of its clock. */
function readSightings(doc: Y.Doc): Map<number, Sighting[]> {
  const sightings = new Map<number, Sighting[]>()
  const add = (client: number, sighting: Sighting): void => {
    if (sighting.client === client) return
    const list = sightings.get(client)
    if (list === undefined) sightings.set(client, [sighting])
    else list.push(sighting)
  }
  for (const [client, structs] of doc.store.clients) {
    for (const struct of structs) {
      if (!(struct instanceof Y.Item)) continue
      for (const id of [struct.origin, struct.rightOrigin]) {
        if (id !== null) add(client, { from: struct.id.clock, client: id.client, clock: id.clock + 1 })
      }
    }
  }
  for (let item = doc.getArray('seen')._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentAny)) continue
    for (const entry of item.content.arr) {
      for (const sighting of parseEntry(entry, item.id.clock)) add(item.id.client, sighting)
    }
  }
  for (const list of sightings.values()) list.sort((a, b) => a.from - b.from)
  return sightings
}

/** Strangers' entries: what is no clock is left out, and nothing was seen before the entry's own client began. */
function parseEntry(entry: unknown, ownClock: number): Sighting[] {
  if (!Array.isArray(entry)) return []
  const [from, ...pairs] = entry.filter((value): value is number => Number.isSafeInteger(value) && value >= 0)
  if (from === undefined || from > ownClock) return []
  const found: Sighting[] = []
  for (let i = 0; i + 1 < pairs.length; i += 2) found.push({ from, client: pairs[i] ?? 0, clock: pairs[i + 1] ?? 0 })
  return found
}
