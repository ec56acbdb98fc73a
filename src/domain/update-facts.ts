// What one Yjs update tells about itself: which clocks it holds and what its author must have had before.
import * as Y from 'yjs'

export interface UpdateFacts {
  /** The client whose structs it holds; absent when it only deletes. */
  readonly client?: number
  /** First clock, and the next free one; equal when it only deletes. */
  readonly from: number
  readonly to: number
  /** By client, the next free clock of what is referred to: neighbours, parents, and what is deleted. Own clocks too. */
  readonly needs: ReadonlyMap<number, number>
}

/** Of an update (format V1) whose structs have one client, as every entry of a log has. Undefined when it is no update. */
export function readUpdateFacts(update: Uint8Array): UpdateFacts | undefined {
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    // A stranger's bytes: what cannot be read says nothing.
    return undefined
  }
  const { structs, ds } = decoded
  const needs = new Map<number, number>()
  const need = (client: number, clock: number): void => {
    needs.set(client, Math.max(needs.get(client) ?? 0, clock))
  }
  const first = structs[0]?.id
  const to = structs.reduce((end, struct) => Math.max(end, struct.id.clock + struct.length), 0)
  if (first !== undefined) need(first.client, first.clock)
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    for (const id of [struct.origin, struct.rightOrigin, struct.parent]) {
      // An item may stand next to an earlier one of the same update.
      if (id instanceof Y.ID && !(id.client === first?.client && id.clock >= first.clock)) need(id.client, id.clock + 1)
    }
  }
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      if (client !== first?.client || clock + len <= first.clock) need(client, clock + len)
    }
  }
  return first === undefined
    ? { from: 0, to: 0, needs }
    : { client: first.client, from: first.clock, to: Math.max(first.clock, to), needs }
}
