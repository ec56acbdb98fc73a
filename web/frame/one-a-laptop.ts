// People count laptops, and a laptop may say twice that it holds something: by the browser and by the node beside it.
import type { AuthorId } from '../../src/index.ts'

/** One for each machine, a person's browser rather than a program. `nodeOf` gives the own node of a browser, if known. */
export function oneALaptop(
  ids: readonly AuthorId[],
  nodeOf: (id: AuthorId) => AuthorId | undefined,
): readonly AuthorId[] {
  const browsers = new Map<AuthorId, AuthorId>()
  for (const id of ids) {
    const node = nodeOf(id)
    if (node !== undefined && !browsers.has(node)) browsers.set(node, id)
  }
  return ids.filter((id) => {
    const node = nodeOf(id)
    return node === undefined ? !browsers.has(id) : browsers.get(node) === id
  })
}
