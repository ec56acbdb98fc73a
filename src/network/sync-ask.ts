// One question of the sync protocol, asked on a stream of its own, and the answer checked before anything of it is used.
import type { Libp2p, PeerId, Stream } from '@libp2p/interface'
import { DamagedDataError } from '../domain/errors.ts'
import { type AuthorId, parseAuthorId } from '../domain/ids.ts'
import type { AbortOptions, Clock, Exchange } from '../notebook/ports.ts'
import { checkProof, proveCamp } from './camp-proof.ts'
import { type Frames, openFrames } from './frames.ts'
import { type KnownCopies, sequenceOf } from './known-copies.ts'
import { decodeAnswer, encodeRequest, type SyncAnswer, type SyncRequest, syncProtocol } from './sync-messages.ts'

export interface AskComponents {
  readonly libp2p: Pick<Libp2p, 'dialProtocol' | 'peerId'>
  readonly exchange: Exchange
  readonly clock: Clock
  readonly onProven: (peer: AuthorId) => void
  /** The peer can relay to these members of the camp. */
  readonly onMembers: (peer: PeerId, members: readonly AuthorId[]) => void
  /** Members of the camp that are connected now. */
  readonly members: () => readonly AuthorId[]
  readonly copies: KnownCopies
}

export type Answered = Extract<SyncAnswer, { kind: 'same' | 'differs' | 'heads' | 'blocks' }>

export type Question =
  | Omit<Extract<SyncRequest, { kind: 'heads' }>, 'proof' | 'digest'>
  | Omit<Extract<SyncRequest, { kind: 'blocks' }>, 'proof'>

/**
 * `read` takes what follows the answer on the stream, before it is closed.
 *
 * @throws {DamagedDataError} when the peer does not speak the protocol or does not know the camp
 */
export async function ask(
  components: AskComponents,
  peer: PeerId,
  question: Question,
  options: AbortOptions,
  read: (frames: Frames, answer: Answered) => Promise<void>,
): Promise<Answered> {
  const { libp2p, exchange } = components
  const signal = options.signal ?? new AbortController().signal
  const stream = await libp2p.dialProtocol(peer, syncProtocol, { signal, runOnLimitedConnection: true })
  try {
    const frames = openFrames(stream, signal)
    const proof = proveCamp(exchange, libp2p.peerId.toString(), peer.toString())
    const words = question.kind === 'heads' ? { ...wordsFor(components, peer), ...membersFor(components, peer) } : {}
    await frames.write(encodeRequest({ ...question, ...words, proof, digest: exchange.headsDigest() } as SyncRequest))
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
  { exchange, libp2p, clock, onProven, onMembers, copies }: AskComponents,
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
  const { digest, beside } = answer
  const heads = exchange.heads()
  const holdsOwnSequence = answer.kind === 'same' ? sequenceOf(heads, libp2p.peerId.toString()) : answer.ownSequence
  const receipt = { peer: author, at: clock.now(), holdsOwnSequence, headsDigest: digest }
  exchange.noteReceipt(beside === undefined ? receipt : { ...receipt, beside })
  if (answer.kind === 'same') copies.note(author, { digest, heads, beside })
  copies.hear(author, answer.copies ?? [], answer.members)
  return answer
}

/** What goes with every list of heads and every answer: beside whom we run, and what a browser beside us should know. */
export function wordsFor({ copies }: Pick<AskComponents, 'copies'>, peer: PeerId | AuthorId) {
  const beside = copies.ownNode()
  const told = copies.tell(parseAuthorId(peer.toString()))
  return { ...(beside === undefined ? {} : { beside }), ...(told.length === 0 ? {} : { copies: told }) }
}

/** Only a browser beside us is told with each question; others ask us now and then, and hear it in the answer. */
function membersFor({ copies, members }: Pick<AskComponents, 'copies' | 'members'>, peer: PeerId) {
  const asked = parseAuthorId(peer.toString())
  return copies.isBeside(asked) ? { members: members().filter((member) => member !== asked) } : {}
}

function abort(stream: Stream, error: unknown): void {
  stream.abort(error instanceof Error ? error : new Error(String(error)))
}
