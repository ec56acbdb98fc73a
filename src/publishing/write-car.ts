// A camp, or one DAG, as a CAR v1 file.
import { CarWriter } from '@ipld/car/writer'
import * as dagCbor from '@ipld/dag-cbor'
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { newBlocks } from '../contributions/walk.ts'
import type { Block } from '../domain/head.ts'
import { parseCampId } from '../domain/ids.ts'
import type { Exchange } from '../notebook/ports.ts'
import { encodeManifest } from './camp-manifest.ts'

export interface WriteCarOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: { readonly blocks: number; readonly bytes: number }) => void
}

/** Heads and blocks of the whole camp: enough for somebody with the invite to have all of it. */
export async function* writeCampCar(exchange: Exchange, options: WriteCarOptions = {}): AsyncIterable<Uint8Array> {
  const heads = exchange.heads()
  const bytes = encodeManifest({ campId: parseCampId(exchange.campId), records: heads.map((head) => head.record) })
  const manifest = { cid: CID.createV1(dagCbor.code, await sha256.digest(bytes)), bytes }
  yield* writeBlocks(manifest.cid, campBlocks(exchange, manifest, options), options)
}

/** One DAG, parents first, each block once: the same DAG gives the same file. */
export async function* writeDagCar(
  blocks: Pick<Blockstore, 'get'>,
  root: CID,
  options: WriteCarOptions = {},
): AsyncIterable<Uint8Array> {
  yield* writeBlocks(root, newBlocks(blocks, root, [], options), options)
}

async function* campBlocks(exchange: Exchange, manifest: Block, options: WriteCarOptions): AsyncIterable<Block> {
  yield manifest
  for (const head of exchange.heads()) yield* exchange.blocksFor(head, [], options)
}

async function* writeBlocks(
  root: CID,
  blocks: AsyncIterable<Block>,
  options: WriteCarOptions,
): AsyncIterable<Uint8Array> {
  const { writer, out } = CarWriter.create([root])
  const writing = putAll(writer, blocks, options)
  // A failed walk must end the reader too, or it would wait for ever.
  writing.catch(() => writer.close().catch(() => undefined))
  yield* out
  await writing
}

async function putAll(
  writer: ReturnType<typeof CarWriter.create>['writer'],
  blocks: AsyncIterable<Block>,
  options: WriteCarOptions,
): Promise<void> {
  const seen = new Set<string>()
  let bytes = 0
  for await (const block of blocks) {
    options.signal?.throwIfAborted()
    const key = block.cid.toString()
    if (seen.has(key)) continue
    seen.add(key)
    bytes += block.bytes.byteLength
    await writer.put(block)
    if (seen.size % 100 === 0) options.onProgress?.({ blocks: seen.size, bytes })
  }
  options.onProgress?.({ blocks: seen.size, bytes })
  await writer.close()
}
