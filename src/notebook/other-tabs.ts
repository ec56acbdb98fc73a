// What tabs of one browser tell each other over the bus: what was journaled, and what the leading one merged and stored.
import type { TopicId } from '../domain/ids.ts'
import type { Desk } from './desk.ts'
import type { Bus, BusMessage, ReplicaStore } from './ports.ts'
import type { RowTable } from './row-table.ts'

export interface OtherTabsComponents {
  readonly bus: Bus
  readonly store: ReplicaStore
  readonly rows: RowTable
  readonly desk: Pick<Desk, 'merge' | 'openTopics'>
  /** Another tab journaled something. */
  readonly onJournaled: () => void
  /** The tab that leads stored something; so many edits wait for a signed head. */
  readonly onRefreshed: (uncommitted: number) => void
  readonly onFailed: (task: string, error: unknown) => void
}

export interface OtherTabs {
  /** These topics, or all that are open here, were merged and stored. Returns which. */
  tellMerged(topicIds: readonly TopicId[] | undefined): readonly TopicId[]
  tellJournaled(topicId: TopicId, nonce: Uint8Array, update: Uint8Array): void
  stop(): void
}

export function createOtherTabs(components: OtherTabsComponents): OtherTabs {
  const { bus, desk, onJournaled, onFailed } = components
  const noteJournaled = ({ topicId, update }: Extract<BusMessage, { kind: 'journal:appended' }>): void => {
    if (topicId !== undefined && update !== undefined) desk.merge(topicId, [update])
    onJournaled()
  }
  const leave = bus.subscribe((message) => {
    if (message.kind === 'journal:appended') noteJournaled(message)
    else if (message.kind === 'topics:merged') {
      refresh(components, message.topicIds).catch((error: unknown) => onFailed('read what another tab merged', error))
    }
  })
  return {
    tellMerged(topicIds) {
      const ids = topicIds ?? desk.openTopics()
      bus.post({ kind: 'topics:merged', topicIds: ids })
      return ids
    },
    tellJournaled: (topicId, nonce, update) => bus.post({ kind: 'journal:appended', topicId, nonce, update }),
    stop: leave,
  }
}

// Another tab leads and stored something: read it from the store we share.
async function refresh(
  { store, rows, desk, onRefreshed }: OtherTabsComponents,
  topicIds: readonly TopicId[],
): Promise<void> {
  const loaded = await store.loadRows()
  const there = new Set(loaded.map((row) => row.id))
  rows.remove([...rows.stored()].flatMap(({ id }) => (there.has(id) ? [] : [id])))
  rows.put(loaded)
  const uncommitted = (await store.loadJournal()).length
  const open = new Set(desk.openTopics())
  for (const id of topicIds) {
    if (!open.has(id)) continue
    const stored = await store.loadTopic(id)
    if (stored !== undefined) desk.merge(id, [stored.update])
  }
  onRefreshed(uncommitted)
}
