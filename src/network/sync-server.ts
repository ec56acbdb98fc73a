// Answers pulls: what the asking peer lacks, head by head, newest blocks only.
import type { Connection, Libp2p, PeerId, Stream } from '@libp2p/interface'
import type { CID } from 'multiformats/cid'
import { DamagedDataError } from '../domain/errors.ts'
import { type AuthorId, isAuthorId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type { Clock, Exchange } from '../notebook/ports.ts'
import { checkProof, proveCamp } from './camp-proof.ts'
import { type Frames, openFrames } from './frames.ts'
import { type KnownCopies, type Said, sequenceOf } from './known-copies.ts'
import { wordsFor } from './sync-ask.ts'
import {
  decodeRequest,
  encodeAnswer,
  encodeBlock,
  type HeadLine,
  type SyncAnswer,
  type SyncRequest,
  syncProtocol,
} from './sync-messages.ts'

export interface SyncServerComponents {
  readonly libp2p: Pick<Libp2p, 'handle' | 'unhandle' | 'peerId'>
  readonly exchange: Exchange
  readonly clock: Clock
  /** The peer proved that it knows the camp. */
  readonly onProven: (peer: AuthorId) => void
  /** The peer said which heads it holds; `hasNews` when one of them is not here. */
  readonly onListed: (peer: PeerId, hasNews: boolean) => void
  /** Members of the camp that are connected now. */
  readonly members: () => readonly AuthorId[]
  readonly copies: KnownCopies
  /** Answering failed for a reason of ours or of the line, not for what the peer sent. */
  readonly onFailed: (error: unknown) => void
}

export interface SyncServer {
  start(): Promise<void>
  stop(): Promise<void>
}

const emptyFrame = new Uint8Array(0)

export function createSyncServer(components: SyncServerComponents): SyncServer {
  const { libp2p, clock } = components
  const stopping = new AbortController()
  const busy = createRateLimit(clock)

  async function answer(stream: Stream, connection: Connection): Promise<void> {
    const frames = openFrames(stream, stopping.signal)
    try {
      const peer = connection.remotePeer.toString()
      const request = decodeRequest(await frames.read())
      if (!isAuthorId(peer) || !proves(components, request, peer)) {
        stream.abort(new Error('no proof'))
        return
      }
      components.onProven(peer)
      if (busy(peer)) await frames.write(encodeAnswer({ kind: 'no', code: 'busy' }))
      else await respond(components, frames, { request, peer, peerId: connection.remotePeer })
      await frames.flush()
      await stream.close()
    } catch (error) {
      // A misbehaving or vanished peer costs itself: it sees a reset stream, never our text.
      const isTheirs = error instanceof DamagedDataError
      stream.abort(new Error(isTheirs ? 'bad request' : 'failed'))
      if (!isTheirs && !stopping.signal.aborted) components.onFailed(error)
    }
  }

  return {
    start: () =>
      libp2p.handle(syncProtocol, (stream, connection) => void answer(stream, connection), {
        runOnLimitedConnection: true,
        maxInboundStreams: 8,
      }),
    async stop() {
      stopping.abort()
      await libp2p.unhandle(syncProtocol)
    },
  }
}

function proves({ exchange, libp2p }: SyncServerComponents, request: SyncRequest, peer: string): boolean {
  return checkProof(exchange, request.proof, peer, libp2p.peerId.toString())
}

interface Asked {
  readonly request: SyncRequest
  readonly peer: AuthorId
  readonly peerId: PeerId
}

async function respond(
  components: SyncServerComponents,
  frames: Frames,
  { request, peer, peerId }: Asked,
): Promise<void> {
  const { exchange, libp2p, onListed } = components
  const answer = (kind: Exclude<SyncAnswer['kind'], 'no'>, count: number): Uint8Array =>
    encodeAnswer({
      kind,
      proof: proveCamp(exchange, libp2p.peerId.toString(), peer),
      digest: exchange.headsDigest(),
      ownSequence: sequenceOf(exchange.heads(), peer),
      count,
      members: components.members().filter((member) => member !== peer),
      topics: exchange.topicCount(),
      ...wordsFor(components, peer),
    })
  if (request.kind === 'blocks') {
    await frames.write(answer('blocks', 0))
    await writeBlocks(components, frames, request.cids)
    return
  }
  const { digest, beside } = request
  components.copies.hear(peer, request.copies ?? [], request.members)
  if (request.digest === exchange.headsDigest()) {
    noteReceipt(components, peer, { digest, heads: exchange.heads(), beside })
    onListed(peerId, false)
    await frames.write(answer('same', 0))
    return
  }
  if (request.heads === undefined) {
    await frames.write(answer('differs', 0))
    return
  }
  noteReceipt(components, peer, { digest, heads: request.heads, beside })
  onListed(peerId, headsLackedBy(request.heads, exchange.heads()).length > 0)
  const lacking = headsLackedBy(exchange.heads(), request.heads)
  await frames.write(answer('heads', lacking.length))
  for (const { head, theirRoots } of lacking) {
    await frames.write(head.record)
    for await (const block of exchange.blocksFor(head, theirRoots)) await frames.write(encodeBlock(block))
    await frames.write(emptyFrame)
  }
}

async function writeBlocks({ exchange }: SyncServerComponents, frames: Frames, cids: readonly CID[]): Promise<void> {
  for (const cid of cids) {
    const block = await exchange.block(cid)
    if (block !== undefined) await frames.write(encodeBlock(block))
  }
  await frames.write(emptyFrame)
}

/** Smallest trees first matter less than one author at a time: each head is usable as soon as it has arrived. */
function headsLackedBy<T extends HeadLine>(
  ours: readonly T[],
  theirs: readonly HeadLine[],
): { readonly head: T; readonly theirRoots: readonly CID[] }[] {
  const byAuthor = Map.groupBy(theirs, (line) => line.author)
  return ours.flatMap((head) => {
    const held = byAuthor.get(head.author) ?? []
    const newest = Math.max(0, ...held.map((line) => line.sequence))
    const has = newest > head.sequence || held.some((line) => line.root.equals(head.root))
    return has ? [] : [{ head, theirRoots: held.map((line) => line.root) }]
  })
}

function noteReceipt({ exchange, libp2p, clock, copies }: SyncServerComponents, peer: AuthorId, said: Said): void {
  const { heads, digest, beside } = said
  copies.note(peer, said)
  const holdsOwnSequence = sequenceOf(heads, libp2p.peerId.toString())
  const receipt = { peer, at: clock.now(), holdsOwnSequence, headsDigest: digest }
  exchange.noteReceipt(beside === undefined ? receipt : { ...receipt, beside })
}

function createRateLimit(clock: Clock): (peer: string) => boolean {
  const windows = new Map<string, { readonly since: number; count: number }>()
  return (peer) => {
    const now = clock.now()
    const window = windows.get(peer)
    if (window === undefined || now - window.since > 60_000) {
      windows.set(peer, { since: now, count: 1 })
      return false
    }
    return ++window.count > limits.maxSyncRequestsPerMinute
  }
}
