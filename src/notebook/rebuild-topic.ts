// A topic made anew from the logs on it, in the order given: the same logs give the same topic, also when some of them
// make Yjs throw where they meet the others.
import * as Y from 'yjs'
import type { LogEntry } from '../contributions/log.ts'
import type { TopicId } from '../domain/ids.ts'
import { readTopic } from '../domain/topic-document.ts'
import { rowOf } from './catalog-row.ts'
import type { StoredTopic } from './ports.ts'

/** A topic's document with the newest moment of what was merged into it. */
export interface TopicBuild {
  readonly doc: Y.Doc
  updatedAt: number
}

/** Leaves out, whole, each log that cannot be merged with those before it; undefined when no log has an entry. */
export function rebuildTopic(id: TopicId, logs: readonly (readonly LogEntry[])[]): StoredTopic | undefined {
  const kept = logs.filter((entries) => entries.length > 0)
  if (kept.length === 0) return undefined
  for (;;) {
    const built = tryAll(id, kept)
    if (typeof built !== 'number') return built
    kept.splice(built, 1)
  }
}

/** The topic, or the index of the first log that made it fail. */
function tryAll(id: TopicId, logs: readonly (readonly LogEntry[])[]): StoredTopic | number {
  // Yjs draws a random guid for each document that is not given one; nobody looks at it here.
  const build: TopicBuild = { doc: new Y.Doc({ guid: id }), updatedAt: 0 }
  let at = 0
  try {
    for (; at < logs.length; at++) applyEntries(build, logs[at] ?? [])
    return storedFrom(id, build)
  } catch (error) {
    // With nothing left to leave out the fault is ours, not a log's.
    if (logs.length === 0) throw error
    return at < logs.length ? at : firstUnreadable(id, logs)
  } finally {
    build.doc.destroy()
  }
}

// All of them merged, and then the whole could not be read: rare enough to look for the culprit one by one.
function firstUnreadable(id: TopicId, logs: readonly (readonly LogEntry[])[]): number {
  const found = logs.findIndex(
    (_, at) => at === logs.length - 1 || typeof tryAll(id, logs.slice(0, at + 1)) === 'number',
  )
  return Math.max(0, found)
}

export function applyEntries(build: TopicBuild, entries: readonly LogEntry[]): void {
  build.doc.transact(() => {
    for (const entry of entries) {
      Y.applyUpdate(build.doc, entry.update, 'remote')
      build.updatedAt = Math.max(build.updatedAt, entry.at)
    }
  }, 'remote')
}

export function storedFrom(id: TopicId, { doc, updatedAt }: TopicBuild, whole?: Uint8Array): StoredTopic {
  return { id, update: whole ?? Y.encodeStateAsUpdate(doc), row: rowOf(readTopic(id, doc), updatedAt) }
}
