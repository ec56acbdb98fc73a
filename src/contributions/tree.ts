// A contribution tree: the UnixFS directory of everything one author wrote in a camp.
//
// divelog.json                 format, camp, display name, colour, commit count
// genesis.cbor                 the camp's genesis, so that one head proves which camp it is
// topics/<topicId>/log         the log, fixed 8 KiB chunks
// topics/<topicId>/files/<n>   attachments
// published/<topicId>/<cid>    links to final directories
import type { CID } from 'multiformats/cid'
import { DamagedDataError } from '../domain/errors.ts'
import type { Block } from '../domain/head.ts'
import { type CampId, isTopicId, type TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { dagSize } from './dag-size.ts'
import { type DirectoryEdit, editDirectory } from './edit-directory.ts'
import { appendToFile, fileLength, loadBytes, putFile } from './files.ts'
import { genesisFile } from './genesis.ts'
import { listDirectory, resolvePath } from './list-directory.ts'
import type { BlockSource, BlockTarget } from './load-block.ts'
import { parseLink } from './parse-link.ts'
import { encodeProfile, parseProfile, type TreeProfile } from './profile.ts'

export type { TreeProfile }

export type TreeChange =
  | { readonly kind: 'append'; readonly topicId: TopicId; readonly offset: number; readonly bytes: Uint8Array }
  /** The whole log anew: compacted. */
  | { readonly kind: 'rewrite'; readonly topicId: TopicId; readonly bytes: Uint8Array }
  | { readonly kind: 'file'; readonly topicId: TopicId; readonly name: string; readonly cid: string }
  | { readonly kind: 'published'; readonly topicId: TopicId; readonly cid: string }
  | { readonly kind: 'profile'; readonly name: string; readonly colour: string }

export interface ChangeTreeInit {
  readonly genesis: Block
  readonly campId: CampId
  /** The commit count of the new tree. */
  readonly commits: number
  readonly changes: readonly TreeChange[]
  readonly signal?: AbortSignal
}

interface Options {
  readonly signal?: AbortSignal
}

const profilePath = 'divelog.json'
const logPath = (topicId: TopicId): string => `topics/${topicId}/log`

/**
 * The tree after one commit. The same tree and changes give the same root: that is how an announced commit is rebuilt.
 *
 * @throws {DamagedDataError} when an append does not start where the log ends
 */
export async function changeTree(blocks: BlockTarget, root: CID | undefined, init: ChangeTreeInit): Promise<CID> {
  const { genesis, campId, commits, changes, signal } = init
  const options = signal === undefined ? {} : { signal }
  const before = root === undefined ? undefined : await loadProfile(blocks, root, options)
  const edits: DirectoryEdit[] = []
  if (root === undefined) {
    await blocks.put(genesis.cid, genesis.bytes, options)
    edits.push({ path: genesisFile, cid: genesis.cid, size: genesis.bytes.byteLength })
  }
  const named = changes.findLast((change) => change.kind === 'profile')
  const profile: TreeProfile = {
    format: 1,
    campId,
    name: named?.name ?? before?.name ?? '',
    colour: named?.colour ?? before?.colour ?? '#777777',
    commits,
  }
  edits.push(await fileEdit(blocks, profilePath, encodeProfile(profile), options))
  for (const change of changes) edits.push(...(await editsFor(blocks, root, change, options)))
  return editDirectory(blocks, root, edits, options)
}

async function editsFor(
  blocks: BlockTarget,
  root: CID | undefined,
  change: TreeChange,
  options: Options,
): Promise<DirectoryEdit[]> {
  switch (change.kind) {
    case 'profile':
      return []
    case 'append': {
      const path = logPath(change.topicId)
      const log = root === undefined ? undefined : await resolvePath(blocks, root, path, options)
      const chunks = { chunkBytes: limits.logChunkBytes, ...options }
      const cid = await appendToFile(blocks, log, change.offset, change.bytes, chunks)
      return [{ path, cid, size: await dagSize(blocks, cid, options) }]
    }
    case 'rewrite':
      return [await fileEdit(blocks, logPath(change.topicId), change.bytes, options, limits.logChunkBytes)]
    case 'file':
      return [await linkEdit(blocks, `topics/${change.topicId}/files/${change.name}`, change.cid, options)]
    case 'published':
      return [await linkEdit(blocks, `published/${change.topicId}/${change.cid}`, change.cid, options)]
  }
}

async function fileEdit(
  blocks: BlockTarget,
  path: string,
  bytes: Uint8Array,
  options: Options,
  chunkBytes: number = limits.fileChunkBytes,
): Promise<DirectoryEdit> {
  const cid = await putFile(blocks, bytes, { chunkBytes, ...options })
  return { path, cid, size: await dagSize(blocks, cid, options) }
}

async function linkEdit(blocks: BlockSource, path: string, cid: string, options: Options): Promise<DirectoryEdit> {
  const target = parseLink(cid)
  return { path, cid: target, size: await dagSize(blocks, target, options) }
}

export interface ContributionTree {
  readonly root: CID
  readonly profile: TreeProfile
  topics(): AsyncIterable<{ readonly topicId: TopicId; readonly dir: CID }>
  /** Empty when the author wrote nothing on the topic. */
  logBytes(topicId: TopicId, offset?: number): Promise<Uint8Array>
  logLength(topicId: TopicId): Promise<number>
  files(topicId: TopicId): AsyncIterable<{ readonly name: string; readonly cid: CID }>
  /** Finals of one topic that the author links. */
  finals(topicId: TopicId): AsyncIterable<{ readonly cid: CID }>
  published(): AsyncIterable<{ readonly topicId: TopicId; readonly cid: CID }>
  genesis(): Promise<Uint8Array>
}

/** @throws {DamagedDataError} when the root is no contribution tree */
export async function openTree(blocks: BlockSource, root: CID, options: Options = {}): Promise<ContributionTree> {
  const profile = await loadProfile(blocks, root, options)
  const logOf = (topicId: TopicId): Promise<CID | undefined> => resolvePath(blocks, root, logPath(topicId), options)
  return {
    root,
    profile,
    topics: () => listTopics(blocks, root, options),
    async logBytes(topicId, offset = 0) {
      const log = await logOf(topicId)
      return log === undefined
        ? new Uint8Array(0)
        : loadBytes(blocks, log, { maxBytes: limits.maxLogBytes, offset, ...options })
    },
    async logLength(topicId) {
      const log = await logOf(topicId)
      return log === undefined ? 0 : fileLength(blocks, log, options)
    },
    files: (topicId) => listDirectory(blocks, root, `topics/${topicId}/files`, options),
    finals: (topicId) => listDirectory(blocks, root, `published/${topicId}`, options),
    published: () => listPublished(blocks, root, options),
    async genesis() {
      const cid = await resolvePath(blocks, root, genesisFile, options)
      if (cid === undefined) throw new DamagedDataError('bad-tree', `${root} has no ${genesisFile}`)
      return loadBytes(blocks, cid, { maxBytes: limits.maxGenesisBytes, ...options })
    },
  }
}

async function loadProfile(blocks: BlockSource, root: CID, options: Options): Promise<TreeProfile> {
  const cid = await resolvePath(blocks, root, profilePath, options)
  if (cid === undefined) throw new DamagedDataError('bad-profile', `${root} has no ${profilePath}`)
  return parseProfile(await loadBytes(blocks, cid, { maxBytes: limits.maxProfileBytes, ...options }))
}

async function* listTopics(
  blocks: BlockSource,
  root: CID,
  options: Options,
): AsyncIterable<{ readonly topicId: TopicId; readonly dir: CID }> {
  for await (const { name, cid } of listDirectory(blocks, root, 'topics', options)) {
    if (!isTopicId(name)) throw new DamagedDataError('bad-tree', `a topic called ${JSON.stringify(name)}`)
    yield { topicId: name, dir: cid }
  }
}

async function* listPublished(
  blocks: BlockSource,
  root: CID,
  options: Options,
): AsyncIterable<{ readonly topicId: TopicId; readonly cid: CID }> {
  for await (const { name, cid } of listDirectory(blocks, root, 'published', options)) {
    if (!isTopicId(name)) throw new DamagedDataError('bad-tree', `a topic called ${JSON.stringify(name)}`)
    for await (const final of listDirectory(blocks, cid, '', options)) yield { topicId: name, cid: final.cid }
  }
}
