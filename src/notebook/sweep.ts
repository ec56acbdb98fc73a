// Garbage collection: a block lives while a head, the catalog, a final, an uncommitted file or a pin reaches it.
import { base58btc } from 'multiformats/bases/base58'
import { CID } from 'multiformats/cid'
import { newBlocks } from '../contributions/walk.ts'
import type { AbortOptions } from './ports.ts'
import type { ReplicaContext } from './replica-context.ts'

const pinPrefix = 'pin/'

/** Call it in the write lane: between the walk and the deletion nothing may be added. */
export async function sweepBlocks(
  context: ReplicaContext,
  catalogRoot: CID | undefined,
  options: AbortOptions = {},
): Promise<{ readonly removed: number; readonly bytes: number }> {
  const { store } = context
  // Blockstores know blocks by their multihash and give any codec back: compare what they keep.
  const live = new Set<string>([keyOf(context.genesis.cid)])
  for (const root of await roots(context, catalogRoot, options)) {
    if (!(await store.blocks.has(root, options))) continue
    for await (const block of newBlocks(store.blocks, root, [], options)) live.add(keyOf(block.cid))
  }
  let removed = 0
  let bytes = 0
  const dead: CID[] = []
  for await (const { cid, bytes: chunks } of store.blocks.getAll(options)) {
    if (live.has(keyOf(cid))) continue
    for await (const chunk of chunks) bytes += chunk.byteLength
    dead.push(cid)
    removed++
  }
  for await (const _ of store.blocks.deleteMany(dead, options)) {
    // `deleteMany` is lazy: it deletes as it is drained.
  }
  return { removed, bytes }
}

const keyOf = (cid: CID): string => base58btc.encode(cid.multihash.bytes)

async function roots(context: ReplicaContext, catalogRoot: CID | undefined, options: AbortOptions): Promise<CID[]> {
  const { store, heads } = context
  const found = heads.all().map((head) => head.root)
  if (catalogRoot !== undefined) found.push(catalogRoot)
  for (const entry of await store.loadJournal(options)) {
    if (entry.kind === 'file' || entry.kind === 'published') found.push(CID.parse(entry.cid))
  }
  for (const key of (await store.loadSettings(pinPrefix, options)).keys())
    found.push(CID.parse(key.slice(pinPrefix.length)))
  return found
}
