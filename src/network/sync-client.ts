// Pulls: asks one peer what it has that we lack, and hands each head with its blocks to the notebook as it arrives.
import type { PeerId } from '@libp2p/interface'
import { parseAuthorId } from '../domain/ids.ts'
import type { AbortOptions, PullProgress, PullSummary } from '../notebook/ports.ts'
import type { Arriving } from './arriving.ts'
import { type Counted, fillHoles, type Receiving, receiveOne, resume } from './receive-pulled.ts'
import { type AskComponents, ask } from './sync-ask.ts'

export interface PullOptions extends AbortOptions {
  readonly onProgress?: (progress: PullProgress) => void
}

export interface SyncClient {
  /**
   * Pulls once.
   *
   * @throws {DamagedDataError} when the peer does not speak the protocol or does not know the camp
   */
  pull(peer: PeerId, options?: PullOptions): Promise<PullSummary>
}

/** Often enough for people; each number costs a look at every block that came. */
const reportEveryMs = 200

/** Up to here the whole list costs less than the round trip that might spare it. */
const fewHeads = 8

export function createSyncClient(components: AskComponents): SyncClient {
  const { exchange } = components
  return {
    async pull(peer, options = {}) {
      const known = exchange.heads().length > fewHeads
      // Most pulls find nothing new: ask with the digest alone first.
      if (known && (await ask(components, peer, { kind: 'heads' }, options, async () => undefined)).kind === 'same') {
        return { results: [], blocks: 0, bytes: 0 }
      }
      return pullHeads(components, peer, options)
    },
  }
}

async function pullHeads(components: AskComponents, peer: PeerId, options: PullOptions): Promise<PullSummary> {
  const { exchange, clock } = components
  const count: Counted = { blocks: 0, bytes: 0, heads: 0 }
  let [headsTotal, topicsTotal] = [0, 0]
  let newest: Arriving | undefined
  const tell = async (): Promise<void> => {
    const topics = exchange.topicCount() + ((await newest?.topics()) ?? 0)
    options.onProgress?.({ peer: parseAuthorId(peer.toString()), headsTotal, topics, topicsTotal, ...count })
  }
  let cancel: (() => void) | undefined
  const report = (arriving?: Arriving): void => {
    newest = arriving
    if (options.onProgress === undefined || cancel !== undefined) return
    // Also when nothing comes after this: a line that hangs shows how far it got.
    cancel = clock.after(reportEveryMs, () => {
      cancel = undefined
      void tell()
    })
  }
  const receiving: Receiving = { count, report, options }
  try {
    const results = await resume(components, peer, receiving)
    const resumed = results.length
    await ask(components, peer, { kind: 'heads', heads: exchange.heads() }, options, async (frames, answer) => {
      headsTotal = answer.count
      topicsTotal = answer.topics
      for (let i = 0; i < answer.count; i++) {
        report()
        results.push(await receiveOne(components, frames, receiving))
        count.heads++
      }
    })
    for (const [i, result] of results.entries()) {
      if (i < resumed || result.kind !== 'incomplete') continue
      results[i] = await fillHoles(components, peer, result, receiving)
    }
    return { results, blocks: count.blocks, bytes: count.bytes }
  } finally {
    cancel?.()
  }
}
