// The notebook as screens, commands and the server see it. `create-notebook.ts` makes one from the ports.
import type { CID } from 'multiformats/cid'
import type * as Y from 'yjs'
import type { Camp } from '../domain/camp.ts'
import type { AuthorId, TopicId } from '../domain/ids.ts'
import type { Published } from '../domain/outcome.ts'
import type { AuthoredUpdate, TextHistory } from '../domain/text-history.ts'
import type { Attachment, Topic } from '../domain/topic.ts'
import type { TopicChange } from '../domain/topic-document.ts'
import type {
  AbortOptions,
  CatalogRow,
  ConnectedPeer,
  Exchange,
  Head,
  LiveMessage,
  Network,
  PublishOptions,
  Receipt,
  ReceiveResult,
} from './ports.ts'

export interface Author {
  readonly id: AuthorId
  readonly name: string
  /** CSS hex colour. */
  readonly colour: string
  readonly sequence: number
  /** Set when two different heads of this author exist: a copied key or malice. */
  readonly forked: boolean
}

/** What the screen may honestly say about saving. */
export interface SaveState {
  /** Edits of this device not yet durable; 0 means "Saved here". */
  readonly unsaved: number
  /** Durable edits that no signed head holds yet. */
  readonly uncommitted: number
  /** Peers known to hold our newest head. */
  readonly heldBy: readonly Receipt[]
  /** The last thing that kept an edit from becoming durable, in words; '' when all is well. */
  readonly problem: string
}

/** Peers that told which heads they hold, by whether these are the same as ours: the same notebook, to the byte. */
export interface Agreement {
  readonly same: readonly AuthorId[]
  readonly differs: readonly AuthorId[]
  /** Own nodes of those that are browsers beside one, by the browser. */
  readonly nodeOf: Readonly<Record<AuthorId, AuthorId>>
}

export interface NotebookStatus {
  readonly camp: Camp
  readonly author: AuthorId
  /** Catalog CID; equal on two replicas means the same notebook, to the byte. */
  readonly catalog: CID
  readonly headsDigest: string
  readonly topics: number
  readonly authors: readonly Author[]
  readonly peers: readonly ConnectedPeer[]
  readonly blocks: number
  readonly bytes: number
  /** Newest refusals, newest last, at most 50. */
  readonly rejected: readonly (Extract<ReceiveResult, { kind: 'rejected' }> & { readonly at: number })[]
}

/** A document opened for editing. Closing it flushes; the merge goes on without it. */
export interface OpenTopic {
  readonly id: TopicId
  /** Bind editors to this; every transaction whose origin is not `remote` is journaled as ours. */
  readonly doc: Y.Doc
  read(): Topic
  change(change: TopicChange): void
  /** Presence and live updates go out only while a network is attached. */
  sendPresence(state: Uint8Array): void
  onPresence(listener: (state: Uint8Array, from: AuthorId) => void): () => void
  /** Resolves when every edit made so far is durable on this device. Rejects if the device refused one. */
  saved(options?: AbortOptions): Promise<void>
  close(): Promise<void>
}

/** One author's edit, for the history of a topic. */
export type HistoryEntry = AuthoredUpdate

export type NotebookEvent =
  | { readonly kind: 'edit:saved'; readonly topicId: TopicId }
  | { readonly kind: 'head:committed'; readonly head: Head }
  | { readonly kind: 'head:received'; readonly result: ReceiveResult }
  | { readonly kind: 'head:rejected'; readonly result: Extract<ReceiveResult, { kind: 'rejected' }> }
  | { readonly kind: 'topic:merged'; readonly topicIds: readonly TopicId[] }
  | { readonly kind: 'task:failed'; readonly task: string; readonly error: Error }

export interface Notebook {
  readonly camp: Camp
  readonly self: AuthorId
  /** For the network, `.car` files and tests; screens never call it. */
  readonly exchange: Exchange

  /**
   * Every topic, in the camp's order: by number, then by time of creation. One with `mergedInto` has no line in the
   * catalog. A new array after each change.
   */
  rows(): readonly CatalogRow[]
  saveState(): SaveState
  authors(): readonly Author[]
  /** As of the last word of each peer, whether it is connected or not. */
  agreement(): Agreement
  /** Called after each change of `rows`, `saveState`, `authors` or `agreement`. Returns the way to stop. */
  subscribe(listener: () => void): () => void
  /** Tells watchers what happened; nothing may depend on it. Returns the way to stop. */
  onEvent(listener: (event: NotebookEvent) => void): () => void

  /** Id, an unambiguous start of one, a number, or a title. @throws {NotFoundError | InvalidInputError} none, or several */
  findTopic(text: string): TopicId
  /** The merged topic with our uncommitted edits. @throws {NotFoundError} */
  readTopic(id: TopicId, options?: AbortOptions): Promise<Topic>
  /** @throws {NotFoundError} when no such topic is here (yet): never an empty, editable document */
  openTopic(id: TopicId, options?: AbortOptions): Promise<OpenTopic>
  /** Durable when it resolves. */
  createTopic(init: TopicChange & { readonly title: string }, options?: AbortOptions): Promise<TopicId>
  /** Durable when it resolves. */
  changeTopic(id: TopicId, change: TopicChange, options?: AbortOptions): Promise<void>
  /** Stores a file below our contribution tree. A name already taken gets a number. @throws {LimitExceededError} */
  attach(
    id: TopicId,
    file: { readonly name: string; readonly type: string; readonly caption?: string; readonly bytes: Uint8Array },
    options?: AbortOptions,
  ): Promise<Attachment>
  loadFile(cid: string, options?: AbortOptions): Promise<Uint8Array>
  removeTopicFile(id: TopicId, name: string, options?: AbortOptions): Promise<void>
  /**
   * Freezes the outcome as a UnixFS directory of profile unixfs-v1-2025; the same content gives the same CID. Attachments
   * that are no whole files here are left out and named.
   */
  publish(id: TopicId, options?: PublishOptions): Promise<Published>
  setProfile(profile: { readonly name: string; readonly colour?: string }, options?: AbortOptions): Promise<void>
  /** Everything anybody wrote on a topic, oldest first. */
  history(id: TopicId, options?: AbortOptions): Promise<HistoryEntry[]>
  /** The outcome text as it was after each edit, from everybody's logs and the journal of this device. */
  textHistory(id: TopicId, options?: AbortOptions): Promise<TextHistory>
  /** Who wrote under which Yjs client id on a topic. What came live is missing until a head holds it. */
  writers(id: TopicId, options?: AbortOptions): Promise<ReadonlyMap<number, AuthorId>>
  /**
   * Who signed the finals of a topic, by CID: authors whose own signed tree links it. `Final.signers` is what the document
   * says, which may be ahead of the trees that are here, or a lie.
   */
  signers(id: TopicId, options?: AbortOptions): Promise<ReadonlyMap<string, ReadonlySet<AuthorId>>>

  /** Signs what is journaled now instead of after the pause. Resolves with our newest head, if there is one. */
  commit(options?: AbortOptions): Promise<Head | undefined>
  /** Catalog CID of what is accepted and committed; renders what is not rendered yet. */
  catalogCid(options?: AbortOptions): Promise<CID>
  status(options?: AbortOptions): Promise<NotebookStatus>
  /** Removes blocks that no head, catalog, final or pin reaches. Resolves with how many. */
  sweep(options?: AbortOptions): Promise<{ readonly removed: number; readonly bytes: number }>

  attachNetwork(network: Network): void
  /** A live message that came in; the network calls it through `joinLive`. */
  receiveLive(message: LiveMessage, from: AuthorId): void
  /** A background task of the network failed; watchers are told, nothing stops. */
  noteFailure(task: string, error: unknown): void
  /** Commits, stops background work, and leaves the store to its owner. Calling it twice is harmless. */
  stop(): Promise<void>
}
