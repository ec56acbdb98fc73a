// Joins the two halves of a notebook: the desk, which every tab has, and the replica, which only the leading tab or
// process opens. Everything that leaves or enters the device passes through here by direct calls.
import { CID } from 'multiformats/cid'
import type { AuthorKey } from '../contributions/author-key.ts'
import type { Camp } from '../domain/camp.ts'
import { NotFoundError } from '../domain/errors.ts'
import type { AuthorId, TopicId } from '../domain/ids.ts'
import { isShown } from '../domain/imported-doubles.ts'
import { cutText, keptText } from '../domain/kept-text.ts'
import { limits } from '../domain/limits.ts'
import { changeTopic, removeFile } from '../domain/topic-document.ts'
import type { attachFile } from './attach.ts'
import { colourOf } from './author-colour.ts'
import { createDesk, type Desk } from './desk.ts'
import { findTopic } from './find-topic.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { createLiveInbox, type LiveInbox } from './live-inbox.ts'
import { createLiveRelay, type LiveRelay } from './live-relay.ts'
import type { Agreement, Author, Notebook, NotebookEvent, SaveState } from './notebook.ts'
import type { Replica } from './open-replica.ts'
import type { AbortOptions, Announcement, Block, Bus, Clock, Network, ReplicaStore } from './ports.ts'
import type { BuildFinalDirectory } from './publish.ts'
import { createRejectionLog, type RejectionLog } from './rejection-log.ts'
import { createRowTable, type RowTable } from './row-table.ts'
import { readStatus } from './status.ts'

export interface NotebookComponents {
  readonly store: ReplicaStore
  readonly bus: Bus
  readonly clock: Clock
  readonly key: AuthorKey
  readonly camp: Camp
  readonly genesis: Block
  /** 32 bytes. */
  readonly campKey: Uint8Array
  readonly buildFinalDirectory: BuildFinalDirectory
  /** For a notebook that another tab may lead. */
  readonly elsewhere?: ReplicaElsewhere
}

/** What a tab that leads told of its replica. */
export interface ReplicaElsewhere {
  state(): ReplicaView | undefined
  /** Called after each change of `state`. Returns the way to stop. */
  subscribe(listener: () => void): () => void
}

export interface ReplicaView {
  readonly authors: readonly Author[]
  readonly agreement: Agreement
  readonly heldBy: SaveState['heldBy']
}

export interface NotebookInit {
  /** Whether this process signs and merges. A follower can be promoted by `lead`. @default true */
  readonly leads?: boolean
}

/** A notebook that can take over the signing half when the tab that had it closes. */
export interface LeadableNotebook extends Notebook {
  /** Opens the replica if this notebook has none yet. */
  lead(): Promise<void>
  leads(): boolean
}

export async function createNotebook(
  components: NotebookComponents,
  init: NotebookInit = {},
): Promise<LeadableNotebook> {
  const rows = createRowTable(await components.store.loadRows())
  const notebook = new NotebookCore(components, rows)
  if (init.leads ?? true) await notebook.lead()
  return notebook
}

class NotebookCore implements LeadableNotebook {
  readonly camp: Camp
  readonly self: AuthorId
  readonly #components: NotebookComponents
  readonly #rows: RowTable
  readonly #desk: Desk
  readonly #live: LiveRelay
  readonly #changes: Listeners<undefined> = createListeners()
  readonly #events: Listeners<NotebookEvent> = createListeners()
  readonly #rejections: RejectionLog
  readonly #inbox: LiveInbox
  readonly #leaveBus: () => void
  readonly #leaveElsewhere: () => void
  #replica: Replica | undefined
  #network: Network | undefined
  #stopping: Promise<void> | undefined

  constructor(components: NotebookComponents, rows: RowTable) {
    this.#components = components
    this.#rows = rows
    this.camp = components.camp
    this.self = components.key.id
    this.#rejections = createRejectionLog(components.clock)
    this.#inbox = createLiveInbox({
      clock: components.clock,
      deliver: (topicId, { updates, presences }) => {
        // The updates first: where somebody is may be in what they just wrote.
        if (updates.length > 0) this.#desk.merge(topicId, updates)
        for (const { from, state } of presences) this.#desk.receivePresence(topicId, state, from)
      },
    })
    this.#live = createLiveRelay({
      clock: components.clock,
      receive: (message, from) => this.receiveLive(message, from),
    })
    this.#desk = createDesk({
      ...components,
      rows,
      onSaved: (topicId, nonce, update) => this.#noteSaved(topicId, nonce, update),
      onChanged: () => this.#changes.call(undefined),
      sendLive: this.#live.send,
      onOpened: this.#live.open,
      onClosed: this.#live.close,
    })
    this.#leaveElsewhere = components.elsewhere?.subscribe(() => this.#changes.call(undefined)) ?? (() => undefined)
    this.#leaveBus = components.bus.subscribe((message) => {
      if (message.kind === 'journal:appended') this.#noteOtherTab(message)
      else if (message.kind === 'topics:merged') void this.#refresh(message.topicIds)
    })
  }

  get exchange(): Notebook['exchange'] {
    return this.#lead().exchange
  }

  leads(): boolean {
    return this.#replica !== undefined
  }

  async lead(): Promise<void> {
    if (this.#replica !== undefined) return
    // In its own chunk: a page shows the catalog and takes edits before the half that signs and merges is loaded.
    const { openReplica } = await import('./open-replica.ts')
    this.#replica = await openReplica({
      ...this.#components,
      rows: this.#rows,
      onMerged: (updates) => {
        for (const [id, list] of updates) this.#desk.merge(id, list)
        this.#tellMerged([...updates.keys()])
      },
      onChanged: () => this.#changes.call(undefined),
      emit: (event) => this.#emit(event),
      announce: (announcement) => this.#announce(announcement),
    })
    // What a crash left in the journal is signed before anybody looks: a topic may exist only there.
    await this.#replica.commit()
    this.#changes.call(undefined)
  }

  rows = (): ReturnType<Notebook['rows']> => this.#rows.all()

  saveState(): SaveState {
    return {
      unsaved: this.#desk.journal.unsaved(),
      uncommitted: this.#uncommitted,
      heldBy: this.#view()?.heldBy ?? [],
      problem: this.#desk.journal.problem(),
    }
  }

  #uncommitted = 0

  authors = (): readonly Author[] => this.#view()?.authors ?? []
  agreement = (): Agreement => this.#view()?.agreement ?? { same: [], differs: [] }
  subscribe = (listener: () => void): (() => void) => this.#changes.add(listener)
  onEvent = (listener: (event: NotebookEvent) => void): (() => void) => this.#events.add(listener)
  findTopic = (text: string): TopicId => findTopic(this.#rows.all(), text)
  readTopic: Notebook['readTopic'] = (id, options) => this.#desk.readTopic(id, options)
  openTopic: Notebook['openTopic'] = (id, options) => this.#desk.openTopic(id, options)
  createTopic: Notebook['createTopic'] = (init, options) => this.#desk.createTopic(init, options)
  changeTopic: Notebook['changeTopic'] = (id, change, options) =>
    this.#desk.edit(id, (doc) => changeTopic(doc, change), options)
  removeTopicFile: Notebook['removeTopicFile'] = (id, name, options) =>
    this.#desk.edit(id, (doc) => removeFile(doc, name), options)

  attach: Notebook['attach'] = async (id, file, options) => {
    // What a page needs only now and then waits in chunks of its own.
    const { attachFile } = await import('./attach.ts')
    const attachment = await attachFile(this.#parts(), id, file, options)
    this.#noteJournaled()
    return attachment
  }

  publish: Notebook['publish'] = async (id, options) => {
    const { publishTopic } = await import('./publish.ts')
    const final = await publishTopic({ ...this.#parts(), build: this.#components.buildFinalDirectory }, id, options)
    this.#noteJournaled()
    return final
  }

  async loadFile(cid: string, options: AbortOptions = {}): Promise<Uint8Array> {
    const { blocks } = this.#components.store
    const parsed = CID.parse(cid)
    if (!(await blocks.has(parsed, options))) throw new NotFoundError('file', cid)
    const { loadBytes } = await import('../contributions/files.ts')
    return loadBytes(blocks, parsed, { maxBytes: limits.maxFileBytes, ...options })
  }

  async setProfile(
    profile: { readonly name: string; readonly colour?: string },
    options?: AbortOptions,
  ): Promise<void> {
    const name = cutText(keptText(profile.name).trim(), limits.maxDisplayNameCharacters)
    const colour = profile.colour ?? colourOf(this.self)
    await this.#components.store.appendJournal({ kind: 'profile', name, colour }, options)
    this.#noteJournaled()
  }

  history: Notebook['history'] = async (id, options) => {
    const { loadHistory } = await import('./history.ts')
    return loadHistory(this.#components, id, options)
  }

  textHistory: Notebook['textHistory'] = async (id, options) => {
    await this.#desk.journal.saved(options)
    const { createTextHistory } = await import('../domain/text-history.ts')
    return createTextHistory(await this.history(id, options))
  }

  writers: Notebook['writers'] = async (id, options) => {
    await this.#desk.journal.saved(options)
    const { writersOf } = await import('../domain/text-authors.ts')
    return writersOf(await this.history(id, options))
  }

  signers: Notebook['signers'] = async (id, options) => {
    const { loadSigners } = await import('./signers.ts')
    return loadSigners(this.#components, id, options)
  }

  async commit(options?: AbortOptions): Promise<ReturnType<Replica['ownHead']>> {
    await this.#desk.journal.saved(options)
    return this.#replica?.commit(options)
  }

  async catalogCid(options?: AbortOptions): Promise<CID> {
    await this.commit(options)
    return this.#lead().catalogCid(options)
  }

  async status(options?: AbortOptions): ReturnType<Notebook['status']> {
    return readStatus(
      {
        ...this.#components,
        replica: this.#lead(),
        catalog: await this.catalogCid(options),
        topics: this.#rows.all().filter(isShown).length,
        peers: this.#network?.peers() ?? [],
        rejected: this.#rejections.all(),
      },
      options,
    )
  }

  sweep: Notebook['sweep'] = (options) => this.#lead().sweep(options)

  attachNetwork(network: Network): void {
    this.#network = network
    this.#live.attach(network)
    network.subscribe(() => this.#changes.call(undefined))
    this.#changes.call(undefined)
  }

  receiveLive: Notebook['receiveLive'] = (message, from) => this.#inbox.receive(message, from)

  noteFailure(task: string, error: unknown): void {
    this.#events.call({ kind: 'task:failed', task, error: error instanceof Error ? error : new Error(String(error)) })
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop()
    return this.#stopping
  }

  async #stop(): Promise<void> {
    // Before the documents close: afterwards nobody takes what waits.
    this.#inbox.stop()
    await this.#desk.stop()
    this.#leaveBus()
    this.#leaveElsewhere()
    this.#live.stop()
    await this.#replica?.stop()
  }

  /** Of our own replica, or as the tab that leads told it. */
  #view(): ReplicaView | undefined {
    const replica = this.#replica
    if (replica === undefined) return this.#components.elsewhere?.state()
    return {
      authors: replica.authors(),
      agreement: replica.agreement(),
      heldBy: replica.ownHead() === undefined ? [] : replica.heldBy(),
    }
  }

  #parts(): Parameters<typeof attachFile>[0] {
    return { store: this.#components.store, key: this.#components.key, clock: this.#components.clock, desk: this.#desk }
  }

  #lead(): Replica {
    if (this.#replica === undefined) throw new NotFoundError('replica', this.camp.id, { hint: 'another tab leads' })
    return this.#replica
  }

  #emit(event: NotebookEvent): void {
    if (event.kind === 'head:rejected') this.#rejections.add(event.result)
    if (event.kind === 'head:committed') {
      this.#uncommitted = 0
      this.#tellMerged(undefined)
    }
    this.#events.call(event)
  }

  #noteSaved(topicId: TopicId, nonce: Uint8Array, update: Uint8Array): void {
    this.#components.bus.post({ kind: 'journal:appended', topicId, nonce, update })
    this.#events.call({ kind: 'edit:saved', topicId })
    this.#noteJournaled()
  }

  #noteJournaled(): void {
    this.#uncommitted++
    this.#replica?.noteEdit()
    this.#changes.call(undefined)
  }

  #noteOtherTab(message: { readonly topicId?: TopicId; readonly update?: Uint8Array }): void {
    if (message.topicId !== undefined && message.update !== undefined) {
      this.#desk.merge(message.topicId, [message.update])
    }
    this.#replica?.noteEdit()
  }

  #tellMerged(topicIds: readonly TopicId[] | undefined): void {
    const ids = topicIds ?? this.#desk.openTopics()
    this.#components.bus.post({ kind: 'topics:merged', topicIds: ids })
    if (ids.length > 0) this.#events.call({ kind: 'topic:merged', topicIds: ids })
  }

  // Another tab leads and stored something: read it from the store we share.
  async #refresh(topicIds: readonly TopicId[]): Promise<void> {
    try {
      const loaded = await this.#components.store.loadRows()
      const there = new Set(loaded.map((row) => row.id))
      this.#rows.remove([...this.#rows.stored()].flatMap(({ id }) => (there.has(id) ? [] : [id])))
      this.#rows.put(loaded)
      this.#uncommitted = (await this.#components.store.loadJournal()).length
      const open = new Set(this.#desk.openTopics())
      for (const id of topicIds) {
        if (!open.has(id)) continue
        const stored = await this.#components.store.loadTopic(id)
        if (stored !== undefined) this.#desk.merge(id, [stored.update])
      }
      this.#changes.call(undefined)
    } catch (error) {
      this.noteFailure('read what another tab merged', error)
    }
  }

  #announce(announcement: Announcement): void {
    const network = this.#network
    if (network === undefined) return
    network.announce(announcement).catch((error: unknown) => this.noteFailure('announce', error))
  }
}
