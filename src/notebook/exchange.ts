// The notebook's answers to the network and to files: what it holds, what others lack, and what came in.
import type { CID } from 'multiformats/cid'
import { loadBlock } from '../contributions/load-block.ts'
import { newBlocks } from '../contributions/walk.ts'
import type { Exchange, Receipt } from './ports.ts'
import type { Receiver } from './receive.ts'
import type { ReplicaContext } from './replica-context.ts'

export interface ExchangeComponents {
  readonly context: ReplicaContext
  readonly receiver: Receiver
  readonly campKey: Uint8Array
  readonly noteReceipt: (receipt: Receipt) => void
}

export function createExchange({ context, receiver, campKey, noteReceipt }: ExchangeComponents): Exchange {
  const { store, heads, camp } = context
  return {
    campId: camp.id,
    campKey,
    heads: heads.all,
    headsDigest: heads.digest,
    async *blocksFor(head, theirRoots, options = {}) {
      const held: CID[] = []
      for (const root of theirRoots) if (await store.blocks.has(root, options)) held.push(root)
      yield* newBlocks(store.blocks, head.root, held, options)
    },
    async block(cid, options = {}) {
      if (!(await store.blocks.has(cid, options))) return undefined
      return { cid, bytes: await loadBlock(store.blocks, cid, options) }
    },
    topicCount: () => context.rows.all().length,
    hasTopic: (id) => context.rows.get(id) !== undefined,
    receiveAnnouncement: receiver.receiveAnnouncement,
    receiveHead: receiver.receiveHead,
    unfinishedHeads: receiver.unfinishedHeads,
    noteReceipt,
  }
}
