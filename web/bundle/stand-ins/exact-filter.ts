// Stands in for the filters of libp2p, which keep fingerprints of millions of entries in little room: in a camp they hold
// a few peers and addresses, and a set of them never takes one for another.
type Item = string | Uint8Array

class ExactFilter {
  readonly #items = new Set<string>()

  add(item: Item): boolean {
    this.#items.add(item.toString())
    return true
  }

  has(item: Item): boolean {
    return this.#items.has(item.toString())
  }

  remove(item: Item): boolean {
    return this.#items.delete(item.toString())
  }
}

export const createScalableCuckooFilter = () => new ExactFilter()
