// A HAMT-sharded UnixFS directory in memory: loads the shards an edit touches, writes each of them once.
// Spec: https://specs.ipfs.tech/unixfs/ (HAMT, fanout 256, murmur3-x64-64). The same entries give the same CID,
// whatever the order in which they came.
import type { PBLink } from '@ipld/dag-pb'
import { encode, prepare } from '@ipld/dag-pb'
import { murmur3128 } from '@multiformats/murmur3'
import { UnixFS } from 'ipfs-unixfs'
import type { CID } from 'multiformats/cid'
import { DamagedDataError } from '../domain/errors.ts'
import { type BlockTarget, loadBlock } from './load-block.ts'
import { dagPbCode, putBlock } from './put-block.ts'
import { decodeNode } from './unixfs-node.ts'

export interface Entry {
  readonly name: string
  readonly cid: CID
  readonly size: number
}

type Slot =
  | ({ readonly kind: 'entry' } & Entry)
  | { readonly kind: 'stored'; readonly cid: CID; readonly size: number }
  | { readonly kind: 'shard'; readonly slots: Shard }

type Shard = Map<number, Slot>

const fanout = 256
/** murmur3-x64-64 gives eight steps of eight bits; two names that share all of them are made, not met. */
const maxDepth = 8
const encoder = new TextEncoder()

export interface Hamt {
  set(entry: Entry): Promise<void>
  remove(name: string): Promise<void>
  /** Writes what changed. */
  flush(): Promise<Entry['cid']>
  /** All entries, but stops once more than `most` were seen. */
  entries(most: number): Promise<Entry[]>
}

export async function openHamt(
  blocks: BlockTarget,
  root: CID | undefined,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Hamt> {
  const slots = root === undefined ? new Map<number, Slot>() : await loadShard(blocks, root, options)

  const openSlot = async (shard: Shard, index: number, slot: Slot): Promise<Shard | undefined> => {
    if (slot.kind === 'entry') return undefined
    if (slot.kind === 'shard') return slot.slots
    const loaded = await loadShard(blocks, slot.cid, options)
    shard.set(index, { kind: 'shard', slots: loaded })
    return loaded
  }

  async function setIn(shard: Shard, path: Uint8Array, depth: number, entry: Entry): Promise<void> {
    const index = path[depth]
    if (index === undefined)
      throw new DamagedDataError('bad-directory', `too many names share the hash of ${entry.name}`)
    const slot = shard.get(index)
    if (slot === undefined || (slot.kind === 'entry' && slot.name === entry.name)) {
      shard.set(index, { kind: 'entry', ...entry })
      return
    }
    const below = await openSlot(shard, index, slot)
    if (below !== undefined) return setIn(below, path, depth + 1, entry)
    const fresh: Shard = new Map()
    shard.set(index, { kind: 'shard', slots: fresh })
    if (slot.kind === 'entry') await setIn(fresh, await hashOf(slot.name), depth + 1, slot)
    await setIn(fresh, path, depth + 1, entry)
  }

  async function removeIn(shard: Shard, path: Uint8Array, depth: number, name: string): Promise<void> {
    const index = path[depth]
    const slot = index === undefined ? undefined : shard.get(index)
    if (index === undefined || slot === undefined) return
    if (slot.kind === 'entry') {
      if (slot.name === name) shard.delete(index)
      return
    }
    const below = await openSlot(shard, index, slot)
    if (below === undefined) return
    await removeIn(below, path, depth + 1, name)
    // A shard with one entry left folds back, or the CID would tell what was once there.
    const [only] = below.values()
    if (below.size === 1 && only?.kind === 'entry') shard.set(index, only)
    else if (below.size === 0) shard.delete(index)
  }

  async function collect(shard: Shard, found: Entry[], most: number): Promise<void> {
    for (const [index, slot] of shard) {
      if (found.length > most) return
      if (slot.kind === 'entry') found.push({ name: slot.name, cid: slot.cid, size: slot.size })
      else await collect((await openSlot(shard, index, slot)) ?? new Map(), found, most)
    }
  }

  return {
    set: async (entry) => setIn(slots, await hashOf(entry.name), 0, entry),
    remove: async (name) => removeIn(slots, await hashOf(name), 0, name),
    flush: async () => (await flushShard(blocks, slots, options)).cid,
    async entries(most) {
      const found: Entry[] = []
      await collect(slots, found, most)
      return found
    },
  }
}

async function hashOf(name: string): Promise<Uint8Array> {
  return (await murmur3128.encode(encoder.encode(name))).subarray(0, maxDepth)
}

async function loadShard(blocks: BlockTarget, cid: CID, options: { readonly signal?: AbortSignal }): Promise<Shard> {
  const node = decodeNode(cid, await loadBlock(blocks, cid, options))
  if (node.kind !== 'shard' || node.fanout !== fanout) {
    throw new DamagedDataError('bad-directory', `${cid} is not a HAMT shard of fanout ${fanout}`)
  }
  return new Map(
    node.links.map((link): [number, Slot] => {
      const name = link.Name ?? ''
      const index = Number.parseInt(name.slice(0, 2), 16)
      if (!/^[0-9A-F]{2}/.test(name)) throw new DamagedDataError('bad-directory', `${cid} has a link named ${name}`)
      const target = { cid: link.Hash, size: link.Tsize ?? 0 }
      return [
        index,
        name.length === 2 ? { kind: 'stored', ...target } : { kind: 'entry', name: name.slice(2), ...target },
      ]
    }),
  )
}

async function flushShard(
  blocks: BlockTarget,
  shard: Shard,
  options: { readonly signal?: AbortSignal },
): Promise<{ readonly cid: CID; readonly size: number }> {
  const links: PBLink[] = []
  for (const [index, slot] of [...shard].sort(([a], [b]) => a - b)) {
    const prefix = index.toString(16).toUpperCase().padStart(2, '0')
    const target = slot.kind === 'shard' ? await flushShard(blocks, slot.slots, options) : slot
    links.push({ Name: slot.kind === 'entry' ? prefix + slot.name : prefix, Hash: target.cid, Tsize: target.size })
  }
  const unixfs = new UnixFS({
    type: 'hamt-sharded-directory',
    data: bitfield([...shard.keys()]),
    fanout: BigInt(fanout),
    hashType: BigInt(murmur3128.code),
  })
  const bytes = encode(prepare({ Data: unixfs.marshal(), Links: links }))
  const cid = await putBlock(blocks, dagPbCode, bytes, options)
  return { cid, size: links.reduce((sum, link) => sum + (link.Tsize ?? 0), bytes.byteLength) }
}

/** Big-endian without leading zero bytes, as Go's `big.Int` writes it. */
function bitfield(indexes: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(fanout / 8)
  for (const index of indexes) {
    const at = bytes.length - 1 - (index >> 3)
    bytes[at] = (bytes[at] ?? 0) | (1 << (index & 7))
  }
  const first = bytes.findIndex((byte) => byte !== 0)
  return bytes.subarray(first === -1 ? bytes.length : first)
}
