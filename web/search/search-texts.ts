// The words of pages and outcomes and the index of them, kept on this device beside the notebook, so that a search opens
// no document and the next start reads no word twice. What changed since it was read is read again; everything here can
// be thrown away and made anew.
import { Dexie, type Table } from 'dexie'
import type { CatalogRow, Notebook, Topic, TopicId } from '../../src/index.ts'
import type { SavedIndex, TopicText } from './kept-search.ts'

class SearchDatabase extends Dexie {
  declare texts: Table<TopicText, TopicId>
  declare indexes: Table<SavedIndex, number>

  constructor(campId: string) {
    super(`divelog-search-${campId}`)
    this.version(1).stores({ texts: 'id' })
    this.version(2).stores({ indexes: 'format' })
  }
}

export interface SearchTexts {
  /** Texts that are new or changed since the last call; the first call gives all there are. */
  update(rows: readonly CatalogRow[], options: { readonly signal: AbortSignal }): AsyncIterable<TopicText>
  loadIndex(): Promise<SavedIndex | undefined>
  saveIndex(saved: SavedIndex): Promise<void>
  close(): void
}

export function openSearchTexts(notebook: Notebook): SearchTexts {
  const db = new SearchDatabase(notebook.camp.id)
  const given = new Map<TopicId, number>()
  return {
    async *update(rows, { signal }) {
      if (given.size === 0) {
        for (const text of await db.texts.toArray()) {
          given.set(text.id, text.updatedAt)
          yield text
        }
      }
      for (const row of rows) {
        signal.throwIfAborted()
        if (given.get(row.id) === row.updatedAt) continue
        const text = textOfTopic(await notebook.readTopic(row.id, { signal }), row.updatedAt)
        await db.texts.put(text)
        given.set(row.id, row.updatedAt)
        yield text
      }
    },
    loadIndex: () => db.indexes.toCollection().last(),
    async saveIndex(saved) {
      await db.indexes.put(saved)
    },
    close: () => db.close(),
  }
}

function textOfTopic(topic: Topic, updatedAt: number): TopicText {
  const page = [topic.intro, topic.goal, topic.requirements, topic.learn].join('\n').trim()
  const labels = topic.outcome.map.nodes.map((node) => node.label)
  return { id: topic.id, updatedAt, page, outcome: [topic.outcome.document, ...labels].join('\n').trim() }
}
