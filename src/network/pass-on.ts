// Gossip ends where it was lost; what a pull brought instead is said again for those behind us.
import type { PeerId } from '@libp2p/interface'
import type { Announcement, Exchange, Head, PullSummary, ReceiveResult } from '../notebook/ports.ts'

/** One head that a neighbour lacks is enough to make it pull everything: of a whole camp only some are spoken of. */
const maxPassedOn = 4

export interface PassOnComponents {
  readonly exchange: Pick<Exchange, 'heads'>
  readonly announce: (announcement: Announcement) => Promise<void>
  /** Whether anybody but this peer would hear it. */
  readonly hasOthers: (peer: PeerId) => boolean
  readonly onFailed: (error: unknown) => void
}

/** Called with whom it was pulled from. */
export function createPassOn({ exchange, announce, hasOthers, onFailed }: PassOnComponents) {
  return (peer: PeerId, { results }: PullSummary): void => {
    if (!hasOthers(peer)) return
    for (const head of newestOf(exchange.heads(), results)) announce({ head, appends: [] }).catch(onFailed)
  }
}

function newestOf(heads: readonly Head[], results: readonly ReceiveResult[]): readonly Head[] {
  const taken = new Set(results.flatMap((result) => (result.kind === 'accepted' ? [result.author] : [])))
  return heads.filter((head) => taken.has(head.author)).slice(-maxPassedOn)
}
