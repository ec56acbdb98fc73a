// Freezes a topic's outcome as a directory under a final CID, and links it below our tree so that every replica keeps it.
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import { type CatalogFile, topicFiles } from '../domain/catalog-files.ts'
import { InvalidInputError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import { type Final, hasOutcome } from '../domain/outcome.ts'
import { addFinal, changeTopic } from '../domain/topic-document.ts'
import type { WritingParts } from './attach.ts'
import type { AbortOptions } from './ports.ts'

/** Makes the final directory of an outcome; `publishing` implements it. */
export type BuildFinalDirectory = (
  blocks: Blockstore,
  files: readonly (CatalogFile | { readonly path: string; readonly cid: CID })[],
  options?: AbortOptions,
) => Promise<CID>

/** @throws {InvalidInputError} when nobody has written anything */
export async function publishTopic(
  parts: WritingParts & { readonly build: BuildFinalDirectory },
  id: TopicId,
  options: AbortOptions = {},
): Promise<Final> {
  const { store, key, clock, desk, build } = parts
  const topic = await desk.readTopic(id, options)
  if (!hasOutcome(topic.outcome)) {
    throw new InvalidInputError('topic', topic.title, 'has no outcome yet; write one before publishing')
  }
  const links = topic.files.map((file) => ({ path: `files/${file.name}`, cid: CID.parse(file.cid) }))
  const present = []
  for (const link of links) if (await store.blocks.has(link.cid, options)) present.push(link)
  // A directory cannot hold its own CID, nor the time of freezing: equal content must give an equal CID.
  const frozen = { ...topic, outcome: { ...topic.outcome, state: 'final' as const, finals: [] } }
  const cid = await build(store.blocks, [...topicFiles(frozen), ...present], options)
  const known = topic.outcome.finals.find((final) => final.cid === cid.toString())
  if (known !== undefined) {
    await desk.edit(id, (doc) => changeTopic(doc, { outcomeState: 'final' }), options)
    return known
  }
  await store.appendJournal({ kind: 'published', topicId: id, cid: cid.toString() }, options)
  const final: Final = { cid: cid.toString(), at: clock.now(), by: key.id }
  await desk.edit(id, (doc) => addFinal(doc, final), options)
  return final
}
