// DAG-PB blocks decoded once: checking a tree that arrived, and walking it, look at each node several times.
import { decode, type PBNode } from '@ipld/dag-pb'

/** By the very bytes: those of a block never change, and the node goes when they go. */
const nodes = new WeakMap<Uint8Array, PBNode>()

/** Do not change what it returns. Throws what `@ipld/dag-pb` throws. */
export function decodeDagPb(bytes: Uint8Array): PBNode {
  const known = nodes.get(bytes)
  if (known !== undefined) return known
  const node = decode(bytes)
  nodes.set(bytes, node)
  return node
}
