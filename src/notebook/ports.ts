// What the notebook needs from the outside, and what the network may ask of it. Storage and network implement these;
// `test/contracts` holds one suite per port that every implementation runs.
import type { Blockstore } from 'interface-blockstore'
import type { CID } from 'multiformats/cid'
import type { BlockReader } from '../contributions/load-block.ts'
import type { Block, Head, RejectReason } from '../domain/head.ts'
import type { AuthorId, CampId, TopicId } from '../domain/ids.ts'
import type { ImportOrigin } from '../domain/imported-doubles.ts'
import type { TopicState } from '../domain/topic.ts'
import type { Sitting } from '../domain/under-way.ts'

export interface AbortOptions {
  readonly signal?: AbortSignal
}

/** How far a publication is. */
export interface PublishProgress {
  /** Attachments are read whole before anything is written. */
  readonly step: 'checking' | 'writing'
  /** Files of this step, and all of them. */
  readonly done: number
  readonly total: number
  /** Bytes of this step so far. */
  readonly bytes: number
}

export interface PublishOptions extends AbortOptions {
  readonly onProgress?: (progress: PublishProgress) => void
}

export interface BuildOptions extends AbortOptions {
  /** Called with each file before it is read. */
  readonly onFile?: (bytesSoFar: number) => void
}

export type { Block, Head, RejectReason }

/** Something this author did that is durable here but not yet in a signed head. Ids ascend and are never reused. */
export type NewJournalEntry =
  | {
      readonly kind: 'update'
      readonly topicId: TopicId
      /** Milliseconds since the Unix epoch. */
      readonly at: number
      /** 8 bytes, fresh for each opening of a document. */
      readonly nonce: Uint8Array
      /** Yjs update, format V1. */
      readonly update: Uint8Array
      /** Set when it once stood in a head of ours that another device's took the place of: a newer one may hold it too. */
      readonly isRescued?: true
    }
  | { readonly kind: 'file'; readonly topicId: TopicId; readonly name: string; readonly cid: string }
  | { readonly kind: 'published'; readonly topicId: TopicId; readonly cid: string }
  | { readonly kind: 'profile'; readonly name: string; readonly colour: string }

export type JournalEntry = NewJournalEntry & { readonly id: number }

/** One line of the catalog, kept ready so that a list of a thousand topics opens no document. */
export interface CatalogRow {
  readonly id: TopicId
  readonly number: string
  readonly title: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly proposedBy: readonly string[]
  readonly necessary: readonly string[]
  readonly state: Exclude<TopicState, 'running'>
  readonly hasOutcome: boolean
  /** Words of the outcome document plus items of the map. */
  readonly words: number
  /** Names of everybody ever checked in to a session, without duplicates. */
  readonly people: readonly string[]
  readonly votes: readonly AuthorId[]
  /** Start, length and clock of every session, to tell which run now and how long they have. */
  readonly sessions: readonly Sitting[]
  /** Newest final CID, '' when there is none. */
  readonly finalCid: string
  /** CID of the topic's directory in the catalog tree. */
  readonly cid: string
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  /** Newest edit by anybody, milliseconds since the Unix epoch. */
  readonly updatedAt: number
  /** The topic that stands in the catalog instead: people said so, or both came from one table. */
  readonly mergedInto?: TopicId
  readonly imported?: ImportOrigin
}

/** A topic as merged from all accepted heads, and its line. Journal entries not yet committed are not part of it. */
export interface StoredTopic {
  readonly id: TopicId
  /** The whole merged document as one Yjs update, format V1. */
  readonly update: Uint8Array
  readonly row: CatalogRow
}

/** All of it becomes durable, or none of it. */
export interface WriteBatch {
  /** At most some hundred, of a few MiB: more go in by `blocks.putMany`, before the batch whose heads need them. */
  readonly putBlocks?: readonly Block[]
  readonly putHeads?: readonly Head[]
  readonly removeHeads?: readonly Pick<Head, 'author' | 'root'>[]
  readonly putTopics?: readonly StoredTopic[]
  readonly removeTopics?: readonly TopicId[]
  /** Ids of journal entries that a stored head now holds. */
  readonly trimJournal?: readonly number[]
  readonly putSettings?: Readonly<Record<string, Uint8Array>>
  readonly removeSettings?: readonly string[]
}

/**
 * Everything one replica keeps on this device. Blocks are content-addressed and may be written at any time; the rest
 * changes through `appendJournal` and `write`, both durable when they resolve.
 *
 * @throws {StorageFailedError} from every method when the device refuses, with the device's error as `cause`
 */
export interface ReplicaStore {
  /** Stores what it is given without checking it: hash every block from outside before it comes here. */
  readonly blocks: Blockstore
  /** Resolves with the entry's id once the entry survives a crash of this device. */
  appendJournal(entry: NewJournalEntry, options?: AbortOptions): Promise<number>
  /** Oldest first. */
  loadJournal(options?: AbortOptions & { readonly topicId?: TopicId }): Promise<JournalEntry[]>
  loadHeads(options?: AbortOptions): Promise<Head[]>
  loadTopic(id: TopicId, options?: AbortOptions): Promise<StoredTopic | undefined>
  /** In no particular order. */
  loadRows(options?: AbortOptions): Promise<CatalogRow[]>
  loadSetting(key: string, options?: AbortOptions): Promise<Uint8Array | undefined>
  /** Settings whose key starts with `prefix`. */
  loadSettings(prefix: string, options?: AbortOptions): Promise<Map<string, Uint8Array>>
  write(batch: WriteBatch, options?: AbortOptions): Promise<void>
  usage(options?: AbortOptions): Promise<{ readonly blocks: number; readonly bytes: number }>
  /** Waits for writes under way. Calling it twice is harmless. */
  close(): Promise<void>
}

/** Bytes appended to one topic's log between two heads of one author. */
export interface LogAppend {
  readonly topicId: TopicId
  /** Length of the log before, in bytes. */
  readonly offset: number
  readonly bytes: Uint8Array
}

/** What is said on the pubsub topic of heads. */
export interface Announcement {
  readonly head: Head
  /** Root that `appends` starts from; absent when the commit was more than appended logs, or too large to carry. */
  readonly previousRoot?: CID
  readonly appends: readonly LogAppend[]
}

/** Blocks below the head are not here and did not come with it. */
export interface IncompleteHead {
  readonly kind: 'incomplete'
  readonly author: AuthorId
  readonly sequence: number
  /** As far as it can be seen from what is here: more may be missing below. */
  readonly missing: readonly CID[]
  /** The record, to offer the head again with more blocks. */
  readonly record: Uint8Array
}

/** What came of a head. `author` is absent when not even that could be read. */
export type ReceiveResult =
  | {
      readonly kind: 'accepted'
      readonly author: AuthorId
      readonly sequence: number
      readonly topics: readonly TopicId[]
    }
  /** Held already, or superseded by a newer one. */
  | { readonly kind: 'known'; readonly author: AuthorId; readonly sequence: number }
  /** An announcement that cannot be applied from what it carries: pull it. */
  | { readonly kind: 'wanted'; readonly author: AuthorId; readonly sequence: number }
  | IncompleteHead
  | { readonly kind: 'rejected'; readonly author?: AuthorId; readonly reason: RejectReason; readonly detail: string }

export interface ReceiveOptions extends AbortOptions {
  /** Further blocks, read as they are needed and never all in memory; it hashes what it gives. */
  readonly from?: BlockReader
}

/** What the network and a `.car` file may ask of the notebook. Everything that comes in is checked here. */
export interface Exchange {
  readonly campId: CampId
  /** 32 bytes; never leaves the device. */
  readonly campKey: Uint8Array
  /** Sorted by author, then root. */
  heads(): readonly Head[]
  /** SHA-256 over the sorted heads: equal digests mean the same camp. Lower-case hex. */
  headsDigest(): string
  /** Blocks below `head` that are not below any of `theirRoots`, parents first. Roots we do not hold are ignored. */
  blocksFor(head: Head, theirRoots: readonly CID[], options?: AbortOptions): AsyncIterable<Block>
  /** A block of this camp, or undefined. Never asks the network. */
  block(cid: CID, options?: AbortOptions): Promise<Block | undefined>
  receiveAnnouncement(announcement: Announcement, options?: AbortOptions): Promise<ReceiveResult>
  /**
   * Takes one head with blocks that came with it, in any order; each is hashed before anything else. Nothing is
   * stored unless the head is accepted. Blocks of an incomplete head, or those that came before `blocks` threw, are
   * kept in memory for the next try, within a cap, so that a pull that broke off resumes.
   */
  receiveHead(
    record: Uint8Array,
    blocks: AsyncIterable<Block> | Iterable<Block>,
    options?: ReceiveOptions,
  ): Promise<ReceiveResult>
  /** Heads of which only some blocks came so far, and that are still wanted; oldest first. */
  unfinishedHeads(options?: AbortOptions): Promise<readonly IncompleteHead[]>
  /** Topics of the catalog here. */
  topicCount(): number
  hasTopic(id: TopicId): boolean
  /** Called by the network for each peer that proved to hold a digest: the source of "on N other laptops". */
  noteReceipt(receipt: Receipt): void
}

/** A peer's word that it holds these heads. */
export interface Receipt {
  /** The peer's id, which is also its author id in this camp. */
  readonly peer: AuthorId
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** Newest sequence of *our own* head that the peer holds. */
  readonly holdsOwnSequence: number
  /** The peer's heads digest at that time. */
  readonly headsDigest: string
  /** The node beside which the peer, a browser, runs: one machine, whatever both hold. */
  readonly beside?: AuthorId
}

/** A live message of an open document: never stored from here, the log is the truth. */
export type LiveMessage =
  | {
      readonly kind: 'update'
      readonly topicId: TopicId
      readonly nonce: Uint8Array
      readonly update: Uint8Array
      /** Presence after the update: a key moves the cursor too, and each message is signed and passed on by everybody. */
      readonly state?: Uint8Array
    }
  | { readonly kind: 'presence'; readonly topicId: TopicId; readonly state: Uint8Array }

/** How a peer is connected, for the state pill and the doctor. */
export interface ConnectedPeer {
  readonly id: AuthorId
  readonly multiaddr: string
  readonly via: 'tcp' | 'websocket' | 'webrtc' | 'webrtc-direct' | 'relay' | 'other'
  /** Reached without leaving this machine. */
  readonly isThisMachine: boolean
  /** Whether the peer proved that it knows this camp. */
  readonly inCamp: boolean
  /** A laptop's own program, which relays, and not a browser; absent until the peer told. */
  readonly isNode?: boolean
  /** Of the own node of a page: members of the camp that it is connected to, as it said last. */
  readonly reaches?: readonly AuthorId[]
}

/** What the notebook may ask of the network. Failing to announce never fails a save. */
export interface Network {
  multiaddrs(): readonly string[]
  peers(): readonly ConnectedPeer[]
  /** Calls back after each change of `peers()` or `pulls()`; returns the way to stop. */
  subscribe(listener: () => void): () => void
  announce(announcement: Announcement, options?: AbortOptions): Promise<void>
  /** Joins the live pubsub topic of a document until the returned function is called. */
  joinLive(topicId: TopicId, onMessage: (message: LiveMessage, from: AuthorId) => void): () => void
  sendLive(message: LiveMessage, options?: AbortOptions): Promise<void>
  /** Dials a peer and keeps it: redialled with back-off until `hangUp`. */
  connect(multiaddr: string, options?: AbortOptions): Promise<AuthorId>
  /** Pulls from a connected peer, or from all, until digests agree or the peers have nothing more. */
  pull(
    options?: AbortOptions & { readonly peer?: AuthorId; readonly onProgress?: (progress: PullProgress) => void },
  ): Promise<PullSummary>
  pulls(): Pulls
  /** Ends the pulls that run by themselves, and starts none until `resumePulls`. */
  holdPulls(): void
  resumePulls(): void
  stop(): Promise<void>
}

export interface PullProgress {
  readonly peer: AuthorId
  readonly heads: number
  readonly headsTotal: number
  readonly blocks: number
  readonly bytes: number
  /** Topics here, with those that have come whole but are not verified yet. */
  readonly topics: number
  /** Topics the peer's catalog has; 0 when it does not say. */
  readonly topicsTotal: number
}

/** The pulls that run by themselves: on meeting, on an announcement, now and then. */
export interface Pulls {
  /** Somebody stopped them; what came whole stays. */
  readonly isHeld: boolean
  /** Those that bring something and have run for a moment, at most one a peer. */
  readonly running: readonly PullProgress[]
}

export interface PullSummary {
  readonly results: readonly ReceiveResult[]
  readonly blocks: number
  readonly bytes: number
}

/** Tells the other tabs or processes of this device what changed; in Node a plain event target. */
export interface Bus {
  post(message: BusMessage): void
  subscribe(listener: (message: BusMessage) => void): () => void
  close(): void
}

export type BusMessage =
  | {
      readonly kind: 'journal:appended'
      readonly topicId?: TopicId
      readonly nonce?: Uint8Array
      readonly update?: Uint8Array
    }
  | { readonly kind: 'topics:merged'; readonly topicIds: readonly TopicId[] }

/** Time as the notebook sees it; tests advance it by hand. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number
  /** Calls back once after `ms`; the returned function cancels it. */
  after(ms: number, callback: () => void): () => void
}
