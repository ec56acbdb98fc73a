// People count laptops, and a laptop may say twice that it holds something: by the browser and by the node beside it.
import type { AuthorId } from '../../src/index.ts'

export interface WhoIsWhere {
  /** Own nodes of browsers, as far as they are known. */
  readonly nodeOf: Readonly<Record<AuthorId, AuthorId | undefined>>
  /** Nodes of this very machine: somebody else's browser beside them stands for nobody but itself. */
  readonly ownNodes: readonly AuthorId[]
}

/** One for each machine, a person's browser rather than a program. */
export function oneALaptop(ids: readonly AuthorId[], { nodeOf, ownNodes }: WhoIsWhere): readonly AuthorId[] {
  const nodeBeside = (id: AuthorId): AuthorId | undefined => {
    const node = nodeOf[id]
    return node === undefined || ownNodes.includes(node) ? undefined : node
  }
  const browsers = new Map<AuthorId, AuthorId>()
  for (const id of ids) {
    const node = nodeBeside(id)
    if (node !== undefined && !browsers.has(node)) browsers.set(node, id)
  }
  return ids.filter((id) => {
    const node = nodeBeside(id)
    return node === undefined ? !browsers.has(id) : browsers.get(node) === id
  })
}
