// Heads with their blocks as a pull brings them: handed to the notebook one by one, and what did not come asked for again.
import type { PeerId } from '@libp2p/interface'
import { LimitExceededError } from '../domain/errors.ts'
import { limits } from '../domain/limits.ts'
import type { AbortOptions, Block, IncompleteHead, ReceiveResult } from '../notebook/ports.ts'
import { type Arriving, arrivingWith } from './arriving.ts'
import type { Frames } from './frames.ts'
import { type AskComponents, ask } from './sync-ask.ts'
import { decodeBlock } from './sync-messages.ts'

export interface Counted {
  blocks: number
  bytes: number
  heads: number
}

export interface Receiving {
  readonly count: Counted
  readonly report: (arriving?: Arriving) => void
  readonly options: AbortOptions
  readonly arriving?: Arriving
}

/** The next head of an answer. */
export async function receiveOne(
  components: AskComponents,
  frames: Frames,
  receiving: Receiving,
): Promise<ReceiveResult> {
  const record = await frames.read()
  const arriving = arrivingWith(components.exchange, record)
  return receiveBlocks(components, frames, record, { ...receiving, arriving })
}

async function receiveBlocks(
  { exchange }: Pick<AskComponents, 'exchange'>,
  frames: Frames,
  record: Uint8Array,
  receiving: Receiving,
): Promise<ReceiveResult> {
  const blocks = readBlocks(frames, receiving)
  const result = await exchange.receiveHead(record, blocks, receiving.options)
  // A head that was refused early leaves its blocks on the stream.
  for await (const _ of blocks);
  return result
}

async function* readBlocks(frames: Frames, { count, report, arriving }: Receiving): AsyncGenerator<Block> {
  let open = true
  try {
    for (;;) {
      const frame = await frames.read()
      if (frame.byteLength === 0) {
        open = false
        return
      }
      count.blocks++
      count.bytes += frame.byteLength
      if (count.bytes > limits.maxSyncResponseBytes) {
        throw new LimitExceededError('maxSyncResponseBytes', limits.maxSyncResponseBytes, count.bytes)
      }
      const block = decodeBlock(frame)
      arriving?.see(block)
      report(arriving)
      yield block
    }
  } finally {
    // The reader stopped early, because it refused the head: read on to the next one.
    while (open) open = (await frames.read()).byteLength > 0
  }
}

/** Goes on where pulls broke off: what came then is not asked for again. Heads that this peer cannot complete wait. */
export async function resume(components: AskComponents, peer: PeerId, receiving: Receiving): Promise<ReceiveResult[]> {
  const results: ReceiveResult[] = []
  for (const head of await components.exchange.unfinishedHeads(receiving.options)) {
    const result = await fillHoles(components, peer, head, receiving)
    if (result.kind !== 'incomplete') results.push(result)
  }
  return results
}

/** Asks for the blocks that did not come, and offers the head again; what came before is remembered. */
export async function fillHoles(
  components: AskComponents,
  peer: PeerId,
  first: IncompleteHead,
  receiving: Receiving,
): Promise<ReceiveResult> {
  const { exchange } = components
  // The line may have broken after the last block: then nothing is missing, and the head was only not looked at.
  let result: ReceiveResult =
    first.missing.length === 0 ? await exchange.receiveHead(first.record, [], receiving.options) : first
  const seen = new Set<string>()
  while (result.kind === 'incomplete') {
    const { record, missing } = result
    const cids = missing.slice(0, limits.maxSyncCids).filter((cid) => !seen.has(cid.toString()))
    if (cids.length === 0) return result
    for (const cid of cids) seen.add(cid.toString())
    await ask(components, peer, { kind: 'blocks', cids }, receiving.options, async (frames) => {
      result = await receiveBlocks(components, frames, record, receiving)
    })
  }
  return result
}
