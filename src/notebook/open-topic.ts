// One topic document opened for editing: a Y.Doc whose new structs carry a client id bound to this author and to a
// nonce drawn for this opening, so that a crash can never reuse a clock.
import * as Y from 'yjs'
import type { AuthorKey } from '../contributions/author-key.ts'
import { clientIdFor } from '../contributions/client-id.ts'
import { type AuthorId, type RandomBytes, randomBytes, type TopicId } from '../domain/ids.ts'
import { noteSeenEdits } from '../domain/seen-edits.ts'
import { changeTopic, readTopic } from '../domain/topic-document.ts'
import { checkUpdateSize, type JournalQueue } from './journal-queue.ts'
import { createListeners } from './listeners.ts'
import type { OpenTopic } from './notebook.ts'
import type { JournalEntry, LiveMessage, ReplicaStore } from './ports.ts'

export interface OpenTopicComponents {
  readonly store: Pick<ReplicaStore, 'loadTopic' | 'loadJournal'>
  readonly key: AuthorKey
  readonly journal: JournalQueue
  /** Goes to those who have the document open, here and elsewhere. */
  readonly sendLive: (message: LiveMessage) => void
  readonly onClosed: (document: DocumentSession) => void
}

/** An open topic as the desk holds it. */
export interface DocumentSession extends OpenTopic {
  readonly nonce: Uint8Array
  /** Whether anything was written through this opening. */
  hasWritten(): boolean
  /** Applies what others wrote. */
  merge(updates: readonly Uint8Array[]): void
  receivePresence(state: Uint8Array, from: AuthorId): void
}

/** The stored topic with this device's uncommitted edits, or undefined when nothing of it is here. */
export async function loadDocument(
  { store }: Pick<OpenTopicComponents, 'store'>,
  id: TopicId,
  options: { readonly signal?: AbortSignal } = {},
): Promise<{ readonly doc: Y.Doc; readonly updatedAt: number } | undefined> {
  // Journal first: a commit moves entries to the topic in one write, so each is in what we read second, if not in both.
  const journal = await store.loadJournal({ topicId: id, ...options })
  const stored = await store.loadTopic(id, options)
  const updates = journal.flatMap((entry) => (entry.kind === 'update' ? [entry] : []))
  if (stored === undefined && updates.length === 0) return undefined
  const doc = new Y.Doc()
  doc.transact(() => {
    if (stored !== undefined) Y.applyUpdate(doc, stored.update, 'remote')
    for (const entry of updates) Y.applyUpdate(doc, entry.update, 'remote')
  }, 'remote')
  return { doc, updatedAt: Math.max(stored?.row.updatedAt ?? 0, ...updates.map(atOf)) }
}

const atOf = (entry: Extract<JournalEntry, { kind: 'update' }>): number => entry.at

export function createDocumentSession(
  components: OpenTopicComponents,
  id: TopicId,
  doc: Y.Doc,
  random: RandomBytes = randomBytes,
): DocumentSession {
  const { key, journal, sendLive, onClosed } = components
  const nonce = random(8)
  doc.clientID = clientIdFor(key.publicKey, id, nonce)
  const presence = createListeners<{ state: Uint8Array; from: AuthorId }>()
  let refused: unknown
  let closed = false
  let written = false

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'remote') return
    // After one refused edit the clocks have a gap that no peer accepts: nothing later of this opening may be saved.
    if (refused !== undefined) return
    try {
      checkUpdateSize(update)
    } catch (error) {
      refused = error
      return
    }
    written = true
    journal.add({ topicId: id, nonce, update })
    sendLive({ kind: 'update', topicId: id, nonce, update })
  })

  noteSeenEdits(doc)

  const session: DocumentSession = {
    id,
    doc,
    nonce,
    hasWritten: () => written,
    read: () => readTopic(id, doc),
    change: (change) => changeTopic(doc, change),
    sendPresence: (state) => sendLive({ kind: 'presence', topicId: id, state }),
    onPresence: (listener) => presence.add(({ state, from }) => listener(state, from)),
    receivePresence: (state, from) => presence.call({ state, from }),
    async saved(options) {
      await journal.saved(options)
      if (refused !== undefined) throw refused
    },
    merge(updates) {
      if (closed) return
      doc.transact(() => {
        for (const update of updates) Y.applyUpdate(doc, update, 'remote')
      }, 'remote')
    },
    async close() {
      if (closed) return
      closed = true
      onClosed(session)
      await session.saved()
      doc.destroy()
    },
  }
  return session
}
