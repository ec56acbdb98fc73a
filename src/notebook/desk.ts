// The writing half of a notebook: documents, their journal and the lines of the catalog. It needs only the store, so
// every tab has one, whether or not it leads.
import * as Y from 'yjs'
import type { AuthorKey } from '../contributions/author-key.ts'
import { NotFoundError } from '../domain/errors.ts'
import { type AuthorId, createTopicId, type TopicId } from '../domain/ids.ts'
import type { Topic } from '../domain/topic.ts'
import { changeTopic, readTopic, type TopicChange } from '../domain/topic-document.ts'
import { rowOf } from './catalog-row.ts'
import { createJournalQueue, type JournalQueue } from './journal-queue.ts'
import type { OpenTopic } from './notebook.ts'
import { createDocumentSession, type DocumentSession, loadDocument } from './open-topic.ts'
import type { AbortOptions, Clock, LiveMessage, ReplicaStore } from './ports.ts'
import type { RowTable } from './row-table.ts'

export interface DeskComponents {
  readonly store: ReplicaStore
  readonly clock: Clock
  readonly key: AuthorKey
  readonly rows: RowTable
  /** An edit is durable: sign it soon, tell other tabs. */
  readonly onSaved: (topicId: TopicId, nonce: Uint8Array, update: Uint8Array) => void
  readonly onChanged: () => void
  readonly sendLive: (message: LiveMessage) => void
  /** The first document of a topic was opened, or the last closed. */
  readonly onOpened: (topicId: TopicId) => void
  readonly onClosed: (topicId: TopicId) => void
}

export interface Desk {
  readonly journal: JournalQueue
  openTopic(id: TopicId, options?: AbortOptions): Promise<OpenTopic>
  readTopic(id: TopicId, options?: AbortOptions): Promise<Topic>
  createTopic(init: TopicChange & { readonly title: string }, options?: AbortOptions): Promise<TopicId>
  /** Opens, changes, waits until it is durable, closes. */
  edit(id: TopicId, change: (doc: Y.Doc) => void, options?: AbortOptions): Promise<void>
  /** Others' updates for documents that may be open here. */
  merge(id: TopicId, updates: readonly Uint8Array[], exceptNonce?: Uint8Array): void
  openTopics(): readonly TopicId[]
  receivePresence(id: TopicId, state: Uint8Array, from: AuthorId): void
  stop(): Promise<void>
}

export function createDesk(components: DeskComponents): Desk {
  const { store, clock, rows, onSaved, onChanged } = components
  const sessions = new Set<DocumentSession>()
  const journal = createJournalQueue({
    store,
    clock,
    onChanged,
    onSaved: (edit) => onSaved(edit.topicId, edit.nonce, edit.update),
  })

  const sessionsOf = (id: TopicId): DocumentSession[] => [...sessions].filter((session) => session.id === id)

  function openSession(id: TopicId, doc: Y.Doc): DocumentSession {
    const first = sessionsOf(id).length === 0
    const session = createDocumentSession(
      {
        ...components,
        journal,
        sendLive(message) {
          // Two views of one topic on this page see each other's keystrokes at once.
          if (message.kind === 'update') merge(id, [message.update], message.nonce)
          components.sendLive(message)
        },
        onClosed(closed) {
          sessions.delete(closed)
          if (closed.hasWritten()) noteRow(id, doc)
          if (sessionsOf(id).length === 0) components.onClosed(id)
        },
      },
      id,
      doc,
    )
    sessions.add(session)
    if (first) components.onOpened(id)
    return session
  }

  function noteRow(id: TopicId, doc: Y.Doc): void {
    rows.putProvisional(rowOf(readTopic(id, doc), clock.now(), rows.get(id)?.cid))
    onChanged()
  }

  function merge(id: TopicId, updates: readonly Uint8Array[], exceptNonce?: Uint8Array): void {
    for (const session of sessionsOf(id)) if (session.nonce !== exceptNonce) session.merge(updates)
  }

  async function load(id: TopicId, options: AbortOptions): Promise<{ doc: Y.Doc; updatedAt: number }> {
    await journal.saved(options)
    const loaded = await loadDocument(components, id, options)
    if (loaded === undefined)
      throw new NotFoundError('topic', id, { hint: 'it may come when you meet somebody who has it' })
    return loaded
  }

  async function openTopic(id: TopicId, options: AbortOptions = {}): Promise<OpenTopic> {
    const { doc } = await load(id, options)
    return openSession(id, doc)
  }

  async function edit(id: TopicId, change: (doc: Y.Doc) => void, options: AbortOptions = {}): Promise<void> {
    const topic = await openTopic(id, options)
    try {
      topic.doc.transact(() => change(topic.doc), 'change')
      await topic.saved(options)
    } finally {
      await topic.close()
    }
  }

  return {
    journal,
    openTopic,
    edit,
    merge,
    openTopics: () => [...new Set([...sessions].map((session) => session.id))],
    receivePresence: (id, state, from) => {
      for (const session of sessionsOf(id)) session.receivePresence(state, from)
    },
    async readTopic(id, options = {}) {
      const { doc } = await load(id, options)
      const topic = readTopic(id, doc)
      doc.destroy()
      return topic
    },
    async createTopic(init, options = {}) {
      const id = createTopicId()
      const session = openSession(id, new Y.Doc())
      changeTopic(session.doc, { createdAt: clock.now(), ...init })
      rows.putProvisional(rowOf(session.read(), clock.now()))
      await session.saved(options)
      await session.close()
      return id
    },
    async stop() {
      for (const session of [...sessions]) await session.close()
      await journal.saved()
    },
  }
}
