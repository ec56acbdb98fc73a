// Heads made by a stranger's own code: one key, as many trees as they like, none of which need follow from another.
import { MemoryBlockstore } from 'blockstore-core'
import * as Y from 'yjs'
import { type AuthorKey, createAuthorKey } from '../../src/contributions/author-key.ts'
import { clientIdFor } from '../../src/contributions/client-id.ts'
import { putFile } from '../../src/contributions/files.ts'
import { createHead } from '../../src/contributions/head.ts'
import { encodeLogEntries, type LogEntry } from '../../src/contributions/log.ts'
import { changeTree, type TreeChange } from '../../src/contributions/tree.ts'
import { newBlocks } from '../../src/contributions/walk.ts'
import type { AuthorId, TopicId } from '../../src/domain/ids.ts'
import { limits } from '../../src/domain/limits.ts'
import { addFile, changeTopic } from '../../src/domain/topic-document.ts'
import type { Block, Head } from '../../src/notebook/ports.ts'
import type { TestCamp } from './notebooks.ts'

/** A head with every block below it: what one peer may send. */
export interface Offer {
  readonly what: string
  readonly head: Head
  readonly blocks: readonly Block[]
}

/** What was written under one nonce. Pieces of one nonce and different stories hold the same clocks differently. */
export interface Piece {
  readonly nonce: number
  readonly story: number
  readonly entries: number
  /** How it stands in the log: entry by entry, as one compacted entry, or with the text gone that was deleted. */
  readonly form: 'plain' | 'merged' | 'collected'
}

export interface ForgedTopic {
  readonly pieces: readonly Piece[]
  /** Whether the tree holds the photo that some stories speak of. */
  readonly hasPhoto: boolean
}

export interface ForgedHead {
  readonly sequence: number
  readonly name: string
  /** By index of the forger's topics; a topic that is left out is not in the tree. */
  readonly topics: Readonly<Record<number, ForgedTopic>>
}

export interface Forger {
  readonly key: AuthorKey
  offer(forged: ForgedHead): Promise<Offer>
}

const photo = new Uint8Array(300).fill(9)

/** `base` is what the forger has read of each topic, as a Yjs update. */
export async function createForger(
  camp: TestCamp,
  topics: readonly { readonly id: TopicId; readonly base: Uint8Array }[],
): Promise<Forger> {
  const key = await createAuthorKey()
  const blocks = new MemoryBlockstore()
  const cid = (await putFile(blocks, photo, { chunkBytes: limits.fileChunkBytes })).toString()
  return {
    key,
    async offer({ sequence, name, topics: forged }) {
      const changes: TreeChange[] = [{ kind: 'profile', name, colour: '#777777' }]
      for (const [index, topic] of topics.entries()) {
        const made = forged[index]
        if (made === undefined) continue
        const entries = made.pieces.flatMap((piece) => writePiece(key, topic, piece, cid))
        changes.push({ kind: 'rewrite', topicId: topic.id, bytes: encodeLogEntries(entries) })
        if (made.hasPhoto) changes.push({ kind: 'file', topicId: topic.id, name: 'photo.png', cid })
      }
      const { genesis } = camp
      const root = await changeTree(blocks, undefined, { genesis, campId: camp.camp.id, commits: sequence, changes })
      return offerOf(`${sequence} ${name}`, await createHead(key, root, sequence), blocks)
    },
  }
}

export async function offerOf(what: string, head: Head, blocks: Pick<MemoryBlockstore, 'get'>): Promise<Offer> {
  const below: Block[] = []
  for await (const block of newBlocks(blocks, head.root, [])) below.push(block)
  return { what, head, blocks: below }
}

function writePiece(
  key: AuthorKey,
  topic: { readonly id: TopicId; readonly base: Uint8Array },
  { nonce, story, entries, form }: Piece,
  photoCid: string,
): LogEntry[] {
  const nonceBytes = new Uint8Array(8).fill(nonce + 1)
  const doc = new Y.Doc({ gc: form === 'collected' })
  Y.applyUpdate(doc, topic.base)
  doc.clientID = clientIdFor(key.publicKey, topic.id, nonceBytes)
  const written: LogEntry[] = []
  doc.on('update', (update: Uint8Array) => {
    written.push({ at: 1_000 + written.length + story, nonce: nonceBytes, update })
  })
  const before = Y.encodeStateVector(doc)
  for (let step = 0; step < entries; step++)
    doc.transact(() => writeStep(doc, { story, step, nonce, photoCid, author: key.id }))
  const last = written.at(-1)
  if (form === 'plain' || last === undefined) return written
  const update = form === 'merged' ? Y.mergeUpdates(written.map((entry) => entry.update)) : whole(doc, before)
  return [{ ...last, update }]
}

const whole = (doc: Y.Doc, before: Uint8Array): Uint8Array => Y.encodeStateAsUpdate(doc, before)

interface Step {
  readonly story: number
  readonly step: number
  readonly nonce: number
  readonly photoCid: string
  readonly author: AuthorId
}

/** Stories take different numbers of clocks a step, so that they cut each other in the middle of items. */
function writeStep(doc: Y.Doc, { story, step, nonce, photoCid, author }: Step): void {
  const text = doc.getText('outcome')
  switch ((story + step) % 5) {
    case 0:
      text.insert(Math.floor(text.length / 2), `<${story}.${step}.${nonce}>`.repeat(story + 1))
      return
    case 1:
      changeTopic(doc, { title: `Story ${story} step ${step}`, tags: [`s${story}`] })
      return
    case 2:
      text.delete(0, Math.min(text.length, 3 + story))
      text.insert(text.length, 'z'.repeat(1 + story * 3))
      return
    case 3:
      addFile(doc, { name: 'photo.png', cid: photoCid, bytes: 300, type: 'image/png', caption: `${story}`, by: author })
      return
    default:
      doc.getMap('topic').set(`field ${story}`, new Y.Map([['deep', new Y.Text(`${step}`)]]))
      doc.getMap('topic').set(`field ${story}`, step)
  }
}
