// Joins the two halves of a notebook: the desk, which every tab has, and the replica, which only the leading tab or
// process opens. Everything that leaves or enters the device passes through here by direct calls.
// (Long, because it is all that a notebook can do; what is more than a call stands in a file of its own.)
import type { CID } from 'multiformats/cid'
import type { Camp } from '../domain/camp.ts'
import { NotFoundError } from '../domain/errors.ts'
import type { AuthorId, TopicId } from '../domain/ids.ts'
import { isShown } from '../domain/imported-doubles.ts'
import { cutText, keptText } from '../domain/kept-text.ts'
import { limits } from '../domain/limits.ts'
import { changeTopic, removeFile } from '../domain/topic-document.ts'
import { colourOf } from './author-colour.ts'
import { createDesk, type Desk } from './desk.ts'
import { findTopic } from './find-topic.ts'
import type { LeadableNotebook, NotebookComponents, NotebookInit, ReplicaView } from './leadable-notebook.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { createLiveInbox, type LiveInbox } from './live-inbox.ts'
import { createLiveRelay, type LiveRelay } from './live-relay.ts'
import type { Agreement, Author, Notebook, NotebookEvent, SaveState } from './notebook.ts'
import type { Replica } from './open-replica.ts'
import { createOtherTabs, type OtherTabs } from './other-tabs.ts'
import type { AbortOptions, Announcement, Network } from './ports.ts'
import { createRareWork, type RareWork } from './rare-work.ts'
import { createRejectionLog, type RejectionLog } from './rejection-log.ts'
import { createRowTable, type RowTable } from './row-table.ts'
import { readStatus } from './status.ts'

const noAgreement: Agreement = { same: [], differs: [], nodeOf: {} }

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
  readonly #rare: RareWork
  readonly #live: LiveRelay
  readonly #changes: Listeners<undefined> = createListeners()
  readonly #events: Listeners<NotebookEvent> = createListeners()
  readonly #rejections: RejectionLog
  readonly #inbox: LiveInbox
  readonly #tabs: OtherTabs
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
    this.#rare = createRareWork({ ...components, desk: this.#desk, onJournaled: () => this.#noteJournaled() })
    this.#tabs = createOtherTabs({
      ...components,
      rows,
      desk: this.#desk,
      onJournaled: () => this.#replica?.noteEdit(),
      onRefreshed: (uncommitted) => {
        this.#uncommitted = uncommitted
        this.#changes.call(undefined)
      },
      onFailed: (task, error) => this.noteFailure(task, error),
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
  agreement = (): Agreement => this.#view()?.agreement ?? noAgreement
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

  async setProfile(
    profile: { readonly name: string; readonly colour?: string },
    options?: AbortOptions,
  ): Promise<void> {
    const name = cutText(keptText(profile.name).trim(), limits.maxDisplayNameCharacters)
    const colour = profile.colour ?? colourOf(this.self)
    await this.#components.store.appendJournal({ kind: 'profile', name, colour }, options)
    this.#noteJournaled()
  }

  attach: Notebook['attach'] = (id, file, options) => this.#rare.attach(id, file, options)
  publish: Notebook['publish'] = (id, options) => this.#rare.publish(id, options)
  loadFile: Notebook['loadFile'] = (cid, options) => this.#rare.loadFile(cid, options)
  history: Notebook['history'] = (id, options) => this.#rare.history(id, options)
  textHistory: Notebook['textHistory'] = (id, options) => this.#rare.textHistory(id, options)
  writers: Notebook['writers'] = (id, options) => this.#rare.writers(id, options)

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
    this.#tabs.stop()
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
    this.#tabs.tellJournaled(topicId, nonce, update)
    this.#events.call({ kind: 'edit:saved', topicId })
    this.#noteJournaled()
  }

  #noteJournaled(): void {
    this.#uncommitted++
    this.#replica?.noteEdit()
    this.#changes.call(undefined)
  }

  #tellMerged(topicIds: readonly TopicId[] | undefined): void {
    const ids = this.#tabs.tellMerged(topicIds)
    if (ids.length > 0) this.#events.call({ kind: 'topic:merged', topicIds: ids })
  }

  #announce(announcement: Announcement): void {
    const network = this.#network
    if (network === undefined) return
    network.announce(announcement).catch((error: unknown) => this.noteFailure('announce', error))
  }
}
