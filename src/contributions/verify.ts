// Decides whether a head may become part of the camp: presence, form, caps, and that every edit is the author's own. One
// fault refuses the head whole. What is held spares work and decides nothing: a head is valid everywhere or nowhere.
import type { CID } from 'multiformats/cid'
import { DamagedDataError, LimitExceededError } from '../domain/errors.ts'
import type { Head, RejectReason } from '../domain/head.ts'
import { type CampId, isTopicId, type TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { publicKeyOf } from './author-key.ts'
import { diffDirectory } from './diff-directory.ts'
import { fileLength } from './files.ts'
import { genesisFile } from './genesis.ts'
import { listDirectory, resolvePath } from './list-directory.ts'
import { type BlockReader, type BlockSource, MissingBlockError } from './load-block.ts'
import type { LogEntry } from './log.ts'
import { usualFanout } from './shard-form.ts'
import { openTree, type TreeProfile } from './tree.ts'
import { measureTree, type TreeTotals } from './tree-totals.ts'
import { decodeNode } from './unixfs-node.ts'
import { type ClockCache, checkLog, createClockCache } from './verify-log.ts'
import { missingBlocks, newBlocks } from './walk.ts'

/** A topic whose directory differs from the held one's: its log, its files, or both. */
export interface TopicChanges {
  readonly topicId: TopicId
  /** What the log has and the held one has not; all of it when it was rewritten. */
  readonly entries: readonly LogEntry[]
  /** Client ids that first appear in `entries`. */
  readonly begun: readonly number[]
  /** Whether the held head had a log on this topic that the new one does not start with. */
  readonly rewritten: boolean
}

export interface VerifiedTree {
  readonly head: Head
  readonly profile: TreeProfile
  readonly changed: readonly TopicChanges[]
  readonly totals: TreeTotals
  /** What the tree holds and the held one does not: the blocks to keep. */
  readonly blocks: readonly CID[]
}

export type Verification =
  | { readonly kind: 'verified'; readonly tree: VerifiedTree }
  | { readonly kind: 'rejected'; readonly reason: RejectReason; readonly detail: string }
  | { readonly kind: 'incomplete'; readonly missing: readonly CID[] }

export interface VerifyOptions {
  readonly campId: CampId
  /** The head of this author whose tree is held and verified. */
  readonly previous?: Head
  /** Of the previous tree; counted when absent. */
  readonly previousTotals?: TreeTotals
  readonly clocks?: ClockCache
  readonly signal?: AbortSignal
}

/** Reads `blocks` only; they must already be hashed. Aborting rejects with the signal's reason. */
export async function verifyHead(blocks: BlockReader, head: Head, options: VerifyOptions): Promise<Verification> {
  try {
    return await verify(blocks, head, options)
  } catch (error) {
    if (error instanceof MissingBlockError) {
      return { kind: 'incomplete', missing: await missingBlocks(blocks, head.root, signalOf(options)) }
    }
    if (error instanceof LimitExceededError) return { kind: 'rejected', reason: 'too-large', detail: error.message }
    if (error instanceof DamagedDataError) return { kind: 'rejected', reason: reasonOf(error), detail: error.message }
    throw error
  }
}

async function verify(blocks: BlockReader, head: Head, options: VerifyOptions): Promise<Verification> {
  const signal = signalOf(options)
  const oldRoots = options.previous === undefined ? [] : [options.previous.root]
  const fresh: CID[] = []
  for await (const block of newBlocks(blocks, head.root, oldRoots, signal)) {
    const node = decodeNode(block.cid, block.bytes)
    if (node.kind === 'shard' && node.fanout !== usualFanout) {
      return refused('bad-tree', `${block.cid} is a HAMT shard of fanout ${node.fanout}`)
    }
    fresh.push(block.cid)
  }
  await checkNames(blocks, head.root, options)
  await checkPublished(blocks, head, options)
  const { profile } = await openTree(blocks, head.root, signal)
  if (profile.campId !== options.campId) return refused('wrong-camp', `of camp ${profile.campId}`)
  if (profile.commits !== head.sequence) {
    return refused('wrong-sequence', `sequence ${head.sequence}, but the tree counts ${profile.commits} commits`)
  }
  const before = await totalsBefore(blocks, options)
  const known = options.previous && before ? { root: options.previous.root, size: before } : undefined
  const size = await measureTree(blocks, head.root, known, signal)
  return checkTopics(
    blocks,
    { head, profile, blocks: fresh, totals: { ...size, topics: before?.topics ?? 0 } },
    options,
  )
}

async function totalsBefore(blocks: BlockSource, options: VerifyOptions): Promise<TreeTotals | undefined> {
  const { previous, previousTotals } = options
  return previous === undefined ? undefined : (previousTotals ?? countTree(blocks, previous.root, signalOf(options)))
}

async function countTree(
  blocks: BlockSource,
  root: CID,
  options: { readonly signal?: AbortSignal },
): Promise<TreeTotals> {
  let topics = 0
  for await (const _ of listDirectory(blocks, root, 'topics', options)) topics++
  return { ...(await measureTree(blocks, root, undefined, options)), topics }
}

const rootNames = new Set(['divelog.json', genesisFile, 'topics', 'published'])

async function checkNames(blocks: BlockSource, root: CID, options: VerifyOptions): Promise<void> {
  let genesis: CID | undefined
  for await (const { name, cid } of listDirectory(blocks, root, '', signalOf(options))) {
    if (!rootNames.has(name)) throw new DamagedDataError('bad-tree', `an entry called ${JSON.stringify(name)}`)
    if (name === genesisFile) genesis = cid
  }
  if (genesis?.toString() !== options.campId) throw new DamagedDataError('wrong-camp', `its genesis is ${genesis}`)
}

async function checkPublished(blocks: BlockSource, { root }: Head, options: VerifyOptions): Promise<void> {
  const signal = signalOf(options)
  const dir = await resolvePath(blocks, root, 'published', signal)
  const { previous } = options
  const old = previous === undefined ? undefined : await resolvePath(blocks, previous.root, 'published', signal)
  if (dir === undefined || old?.equals(dir)) return
  for await (const { name, cid } of listDirectory(blocks, dir, '', signal)) {
    if (!isTopicId(name)) throw new DamagedDataError('bad-tree', `finals of ${JSON.stringify(name.slice(0, 80))}`)
    for await (const _ of listDirectory(blocks, cid, '', signal)) {
      // Listing is the check: that it is a directory, of an allowed size, whose entries stand where they must.
    }
  }
}

async function checkTopics(
  blocks: BlockSource,
  tree: Omit<VerifiedTree, 'changed'>,
  options: VerifyOptions,
): Promise<Verification> {
  const { head } = tree
  const signal = signalOf(options)
  const [dir, oldDir] = [
    await resolvePath(blocks, head.root, 'topics', signal),
    options.previous === undefined ? undefined : await resolvePath(blocks, options.previous.root, 'topics', signal),
  ]
  const changed: TopicChanges[] = []
  const clocks = options.clocks ?? createClockCache()
  const publicKey = publicKeyOf(head.author)
  const differing = await diffDirectory(blocks, dir, oldDir, signal)
  const topics = differing.reduce((sum, { cid, oldCid }) => sum + Number(!!cid) - Number(!!oldCid), tree.totals.topics)
  if (topics > limits.maxTopicsPerAuthor) return refused('too-large', `${topics} topics`)
  for (const { name, cid, oldCid } of differing) {
    if (!isTopicId(name)) return refused('bad-tree', `a topic called ${JSON.stringify(name.slice(0, 80))}`)
    const log = cid === undefined ? undefined : await checkTopicDirectory(blocks, cid, signal)
    const oldLog = oldCid === undefined ? undefined : await resolvePath(blocks, oldCid, 'log', signal)
    if (log === undefined || oldLog?.equals(log)) {
      const isGone = log === undefined && oldLog !== undefined
      changed.push({ topicId: name, entries: [], begun: [], rewritten: isGone })
      continue
    }
    const init = { publicKey, topicId: name, log, clocks, ...(oldLog === undefined ? {} : { oldLog }), ...signal }
    const check = await checkLog(blocks, init)
    if (check.kind === 'rejected') return check
    const { entries, begun, whole } = check
    changed.push({ topicId: name, entries, begun, rewritten: whole && oldLog !== undefined })
  }
  return { kind: 'verified', tree: { ...tree, totals: { ...tree.totals, topics }, changed } }
}

/** The log of a topic's directory, after checking everything else in it. */
async function checkTopicDirectory(
  blocks: BlockSource,
  dir: CID,
  options: { readonly signal?: AbortSignal },
): Promise<CID | undefined> {
  let log: CID | undefined
  for await (const { name, cid } of listDirectory(blocks, dir, '', options)) {
    if (name === 'log') log = cid
    else if (name === 'files') await checkFiles(blocks, cid, options)
    else throw new DamagedDataError('bad-tree', `a topic with an entry called ${JSON.stringify(name.slice(0, 80))}`)
  }
  return log
}

async function checkFiles(blocks: BlockSource, dir: CID, options: { readonly signal?: AbortSignal }): Promise<void> {
  let count = 0
  for await (const { name, cid } of listDirectory(blocks, dir, '', options)) {
    if (++count > limits.maxFilesPerTopic)
      throw new LimitExceededError('maxFilesPerTopic', limits.maxFilesPerTopic, count)
    if (name === '' || name === '.' || name === '..' || name.includes('/')) {
      throw new DamagedDataError('bad-tree', `a file called ${JSON.stringify(name)}`)
    }
    const bytes = await fileLength(blocks, cid, options)
    if (bytes > limits.maxFileBytes) throw new LimitExceededError('maxFileBytes', limits.maxFileBytes, bytes)
  }
}

const refused = (reason: RejectReason, detail: string): Verification => ({ kind: 'rejected', reason, detail })

function reasonOf(error: DamagedDataError): RejectReason {
  switch (error.reason) {
    case 'bad-profile':
    case 'wrong-camp':
    case 'bad-log':
    case 'bad-block-hash':
      return error.reason
    case 'bad-cbor':
      return 'bad-log'
    default:
      return 'bad-tree'
  }
}

const signalOf = ({ signal }: { readonly signal?: AbortSignal }): { readonly signal?: AbortSignal } =>
  signal === undefined ? {} : { signal }
