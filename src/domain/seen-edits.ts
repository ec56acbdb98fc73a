// What somebody had before them when they changed a paragraph of the outcome. Yjs keeps what an edit stands next to, not
// what its author could see; without it, two people who fix two words of one sentence an hour apart would look like
// two who did not know of each other.
//
// | shared type  | value                                                                                        |
// | ------------ | -------------------------------------------------------------------------------------------- |
// | array `seen` | [from, client, clock, client, clock, …]: from its own clock `from` on, whoever wrote this     |
// |              | entry had everything of each client below that clock                                         |
//
// An entry speaks only for the client that wrote it, so nobody can say what others have seen. One is written when a
// paragraph is changed in which somebody else wrote since: not per keystroke, some 40 bytes each.
import * as Y from 'yjs'

/** Items looked at on each side of an edit: a document that is one endless paragraph must not slow down typing. */
const maxItemsAround = 2_000

/**
 * Keeps `seen` for this opening of a document. Transactions with the origin `remote` are others' edits.
 *
 * @returns the way to stop
 */
export function noteSeenEdits(doc: Y.Doc): () => void {
  const text = doc.getText('outcome')
  /** By client, the clock below which this opening has said that it has everything. */
  const noted = new Map<number, number>()
  const waiting: number[][] = []
  const note = (_event: unknown, transaction: Y.Transaction): void => {
    if (!transaction.local || transaction.origin === 'remote') return
    const from = transaction.beforeState.get(doc.clientID) ?? 0
    const fresh = new Map<number, number>()
    for (const item of ownItems(doc, from)) {
      if (item.parent !== text) continue
      for (const { lastId } of [...paragraphBeside(item, 'left'), ...paragraphBeside(item, 'right')]) {
        if (lastId.client === doc.clientID || lastId.clock < (noted.get(lastId.client) ?? 0)) continue
        fresh.set(lastId.client, Y.getState(doc.store, lastId.client))
      }
    }
    if (fresh.size === 0) return
    for (const [client, clock] of fresh) noted.set(client, clock)
    waiting.push([from, ...[...fresh].flat()])
  }
  // Not in the observer: Yjs would write these structs into the update of the edit as well as into their own, and a log
  // in which a clock comes twice is refused by everybody.
  const write = (): void => {
    if (waiting.length > 0) doc.transact(() => doc.getArray('seen').push(waiting.splice(0)), 'seen')
  }
  text.observe(note)
  doc.on('afterAllTransactions', write)
  return () => {
    text.unobserve(note)
    doc.off('afterAllTransactions', write)
  }
}

function ownItems(doc: Y.Doc, from: number): Y.Item[] {
  const structs = doc.store.clients.get(doc.clientID) ?? []
  if (from >= Y.getState(doc.store, doc.clientID)) return []
  return structs.slice(Y.findIndexSS(structs, from)).filter((struct) => struct instanceof Y.Item)
}

/** Items on one side of `item` up to the next blank line. Deleted ones too: who deleted them is in the same paragraph. */
function paragraphBeside(item: Y.Item, side: 'left' | 'right'): Y.Item[] {
  const found: Y.Item[] = []
  let nearby = ''
  for (let next = item[side]; next !== null && found.length < maxItemsAround; next = next[side]) {
    found.push(next)
    if (next.deleted || !(next.content instanceof Y.ContentString)) continue
    const { str } = next.content
    // Only the line that is still open can make a blank line with what follows.
    nearby = side === 'left' ? str + nearby.slice(0, 200) : nearby.slice(-200) + str
    if (/\n[ \t]*\n/.test(nearby)) break
  }
  return found
}
