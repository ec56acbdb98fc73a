// Pulls: asks one peer what it has that we lack, and hands each head with its blocks to the notebook as it arrives.
import type { Libp2p, PeerId, Stream } from '@libp2p/interface'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import { type AuthorId, parseAuthorId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import type {
  AbortOptions,
  Block,
  Clock,
  Exchange,
  IncompleteHead,
  PullProgress,
  PullSummary,
  ReceiveResult,
} from '../notebook/ports.ts'
import { type Arriving, arrivingWith } from './arriving.ts'
import { checkProof, proveCamp } from './camp-proof.ts'
import { type Frames, openFrames } from './frames.ts'
import {
  decodeAnswer,
  decodeBlock,
  encodeRequest,
  type SyncAnswer,
  type SyncRequest,
  syncProtocol,
} from './sync-messages.ts'

export interface SyncClientComponents {
  readonly libp2p: Pick<Libp2p, 'dialProtocol' | 'peerId'>
  readonly exchange: Exchange
  readonly clock: Clock
  readonly onProven: (peer: AuthorId) => void
  /** The peer can relay to these members of the camp. */
  readonly onMembers: (peer: PeerId, members: readonly AuthorId[]) => void
}

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

type Answered = Extract<SyncAnswer, { kind: 'same' | 'differs' | 'heads' | 'blocks' }>

export function createSyncClient(components: SyncClientComponents): SyncClient {
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

interface Counted {
  blocks: number
  bytes: number
  heads: number
}

async function pullHeads(components: SyncClientComponents, peer: PeerId, options: PullOptions): Promise<PullSummary> {
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

/** Goes on where pulls broke off: what came then is not asked for again. Heads that this peer cannot complete wait. */
async function resume(components: SyncClientComponents, peer: PeerId, receiving: Receiving): Promise<ReceiveResult[]> {
  const results: ReceiveResult[] = []
  for (const head of await components.exchange.unfinishedHeads(receiving.options)) {
    const result = await fillHoles(components, peer, head, receiving)
    if (result.kind !== 'incomplete') results.push(result)
  }
  return results
}

interface Receiving {
  readonly count: Counted
  readonly report: (arriving?: Arriving) => void
  readonly options: PullOptions
  readonly arriving?: Arriving
}

async function receiveOne(
  components: SyncClientComponents,
  frames: Frames,
  receiving: Receiving,
): Promise<ReceiveResult> {
  const record = await frames.read()
  const arriving = arrivingWith(components.exchange, record)
  return receiveBlocks(components, frames, record, { ...receiving, arriving })
}

async function receiveBlocks(
  { exchange }: SyncClientComponents,
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

/** Asks for the blocks that did not come, and offers the head again; what came before is remembered. */
async function fillHoles(
  components: SyncClientComponents,
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

type Question =
  | Omit<Extract<SyncRequest, { kind: 'heads' }>, 'proof' | 'digest'>
  | Omit<Extract<SyncRequest, { kind: 'blocks' }>, 'proof'>

async function ask(
  components: SyncClientComponents,
  peer: PeerId,
  question: Question,
  options: PullOptions,
  read: (frames: Frames, answer: Answered) => Promise<void>,
): Promise<Answered> {
  const { libp2p, exchange } = components
  const signal = options.signal ?? new AbortController().signal
  const stream = await libp2p.dialProtocol(peer, syncProtocol, { signal, runOnLimitedConnection: true })
  try {
    const frames = openFrames(stream, signal)
    const proof = proveCamp(exchange, libp2p.peerId.toString(), peer.toString())
    await frames.write(encodeRequest({ ...question, proof, digest: exchange.headsDigest() } as SyncRequest))
    await frames.flush()
    const answer = checkAnswer(components, peer, decodeAnswer(await frames.read()))
    await read(frames, answer)
    await stream.close(options)
    return answer
  } catch (error) {
    abort(stream, error)
    throw error
  }
}

function checkAnswer(
  { exchange, libp2p, clock, onProven, onMembers }: SyncClientComponents,
  peer: PeerId,
  answer: SyncAnswer,
): Answered {
  if (answer.kind === 'no') throw new DamagedDataError('refused', `${peer} answered ${answer.code}`)
  if (!checkProof(exchange, answer.proof, peer.toString(), libp2p.peerId.toString())) {
    throw new DamagedDataError('not-in-camp', `${peer} does not know this camp`)
  }
  const author = parseAuthorId(peer.toString())
  onProven(author)
  onMembers(peer, answer.members)
  const own = exchange.heads().find((head) => head.author === libp2p.peerId.toString())?.sequence ?? 0
  const holdsOwnSequence = answer.kind === 'same' ? own : answer.ownSequence
  exchange.noteReceipt({ peer: author, at: clock.now(), holdsOwnSequence, headsDigest: answer.digest })
  return answer
}

function abort(stream: Stream, error: unknown): void {
  stream.abort(error instanceof Error ? error : new Error(String(error)))
}
