// Freezes a topic's outcome as a directory under a final CID, and links it below our tree so that every replica keeps it.
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import { loadBytes } from '../contributions/files.ts'
import { MissingBlockError } from '../contributions/load-block.ts'
import { type CatalogFile, topicFiles } from '../domain/catalog-files.ts'
import { DamagedDataError, InvalidInputError, LimitExceededError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import { limits } from '../domain/limits.ts'
import { type Final, hasOutcome, type Published, type SkippedFile } from '../domain/outcome.ts'
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
): Promise<Published> {
  const { store, key, clock, desk, build } = parts
  const topic = await desk.readTopic(id, options)
  if (!hasOutcome(topic.outcome)) {
    throw new InvalidInputError('topic', topic.title, 'has no outcome yet; write one before publishing')
  }
  const links: { readonly path: string; readonly cid: CID }[] = []
  const skipped: SkippedFile[] = []
  for (const { name, cid } of topic.files) {
    const reason = await whyNotWhole(store.blocks, CID.parse(cid), options)
    if (reason === undefined) links.push({ path: `files/${name}`, cid: CID.parse(cid) })
    else skipped.push({ name, reason })
  }
  // A directory cannot hold its own CID, nor the time of freezing: equal content must give an equal CID.
  const frozen = { ...topic, outcome: { ...topic.outcome, state: 'final' as const, finals: [] } }
  const cid = await build(store.blocks, [...topicFiles(frozen), ...links], options)
  const known = topic.outcome.finals.find((final) => final.cid === cid.toString())
  if (known !== undefined) {
    await desk.edit(id, (doc) => changeTopic(doc, { outcomeState: 'final' }), options)
    return { ...known, skipped }
  }
  await store.appendJournal({ kind: 'published', topicId: id, cid: cid.toString() }, options)
  const final: Final = { cid: cid.toString(), at: clock.now(), by: key.id }
  await desk.edit(id, (doc) => addFinal(doc, final), options)
  return { ...final, skipped }
}

/** In words; undefined for a file that is here with every byte. A name in the document may point anywhere. */
async function whyNotWhole(blocks: Blockstore, cid: CID, options: AbortOptions): Promise<string | undefined> {
  try {
    await loadBytes(blocks, cid, { maxBytes: limits.maxFileBytes, ...options })
    return undefined
  } catch (error) {
    if (error instanceof MissingBlockError) return 'not all of it is here yet'
    if (error instanceof DamagedDataError || error instanceof LimitExceededError) return error.message
    throw error
  }
}
