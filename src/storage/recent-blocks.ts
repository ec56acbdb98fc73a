// The blocks used last, in memory: taking one edit in reads the same dozen nodes of a tree again and again, and each read
// of a browser's database is a trip to another process.

export interface RecentBlocks {
  get(key: string): Uint8Array | undefined
  put(key: string, bytes: Uint8Array): void
  delete(key: string): void
}

/** Attachments are read once: a few of them would push all nodes out. */
const largestBytes = 64 * 1024

/** @param maxBytes of all blocks together; the one used longest ago goes first */
export function createRecentBlocks(maxBytes: number): RecentBlocks {
  const blocks = new Map<string, Uint8Array>()
  let total = 0
  const drop = (key: string): void => {
    total -= blocks.get(key)?.byteLength ?? 0
    blocks.delete(key)
  }
  return {
    get(key) {
      const bytes = blocks.get(key)
      if (bytes === undefined) return undefined
      blocks.delete(key)
      blocks.set(key, bytes)
      return bytes
    },
    put(key, bytes) {
      if (bytes.byteLength > largestBytes) return
      drop(key)
      blocks.set(key, bytes)
      total += bytes.byteLength
      for (const oldest of blocks.keys()) {
        if (total <= maxBytes) return
        drop(oldest)
      }
    },
    delete: drop,
  }
}
