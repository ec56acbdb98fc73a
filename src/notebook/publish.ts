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
import type { Attachment } from '../domain/topic.ts'
import { addFinal, changeTopic, signFinal } from '../domain/topic-document.ts'
import type { WritingParts } from './attach.ts'
import type { AbortOptions, BuildOptions, PublishOptions } from './ports.ts'
import { loadSigners } from './signers.ts'

/** Makes the final directory of an outcome; `publishing` implements it. */
export type BuildFinalDirectory = (
  blocks: Blockstore,
  files: readonly (CatalogFile | { readonly path: string; readonly cid: CID })[],
  options?: BuildOptions,
) => Promise<CID>

/**
 * Made again from the same content it gives the same CID: so somebody else signs what is final already.
 *
 * Stopped before it is done it leaves nothing but blocks that the next sweep removes.
 *
 * @throws {InvalidInputError} when nobody has written anything
 */
export async function publishTopic(
  parts: WritingParts & { readonly build: BuildFinalDirectory },
  id: TopicId,
  options: PublishOptions = {},
): Promise<Published> {
  const { store, key, clock, desk, build } = parts
  const topic = await desk.readTopic(id, options)
  if (!hasOutcome(topic.outcome)) {
    throw new InvalidInputError('topic', topic.title, 'has no outcome yet; write one before publishing')
  }
  const { links, skipped } = await checkFiles(store.blocks, topic.files, options)
  // A directory cannot hold its own CID, nor the time of freezing: equal content must give an equal CID.
  const frozen = { ...topic, outcome: { ...topic.outcome, state: 'final' as const, finals: [] } }
  const files = [...topicFiles(frozen), ...links]
  let written = 0
  const cid = await build(store.blocks, files, {
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onFile: (bytes) => options.onProgress?.({ step: 'writing', done: written++, total: files.length, bytes }),
  })
  options.signal?.throwIfAborted()
  const known = topic.outcome.finals.find((final) => final.cid === cid.toString())
  // By our own tree: the document may say that we signed what somebody else wrote into it.
  if (known !== undefined && (await loadSigners({ store, key }, id, options)).get(known.cid)?.has(key.id) === true) {
    await desk.edit(id, (doc) => changeTopic(doc, { outcomeState: 'final' }))
    return { ...known, skipped }
  }
  // From here on nobody stops it: a link without its final, or a final without its link, would be half of it.
  await store.appendJournal({ kind: 'published', topicId: id, cid: cid.toString() })
  const at = clock.now()
  if (known !== undefined) {
    await desk.edit(id, (doc) => signFinal(doc, known.cid, key.id, at))
    return { ...known, signers: [...new Set([...known.signers, key.id])], skipped }
  }
  const final: Final = { cid: cid.toString(), at, by: key.id, signers: [key.id] }
  await desk.edit(id, (doc) => addFinal(doc, final))
  return { ...final, skipped }
}

async function checkFiles(
  blocks: Blockstore,
  files: readonly Attachment[],
  options: PublishOptions,
): Promise<{ readonly links: readonly { path: string; cid: CID }[]; readonly skipped: readonly SkippedFile[] }> {
  const links: { readonly path: string; readonly cid: CID }[] = []
  const skipped: SkippedFile[] = []
  let bytes = 0
  for (const [done, { name, cid, bytes: length }] of files.entries()) {
    options.onProgress?.({ step: 'checking', done, total: files.length, bytes })
    const reason = await whyNotWhole(blocks, CID.parse(cid), options)
    if (reason === undefined) links.push({ path: `files/${name}`, cid: CID.parse(cid) })
    else skipped.push({ name, reason })
    bytes += length
  }
  return { links, skipped }
}

/** In words; undefined for a file that is here with every byte. A name in the document may point anywhere. */
async function whyNotWhole(blocks: Blockstore, cid: CID, { signal }: AbortOptions): Promise<string | undefined> {
  try {
    await loadBytes(blocks, cid, { maxBytes: limits.maxFileBytes, ...(signal === undefined ? {} : { signal }) })
    return undefined
  } catch (error) {
    if (error instanceof MissingBlockError) return 'not all of it is here yet'
    if (error instanceof DamagedDataError || error instanceof LimitExceededError) return error.message
    throw error
  }
}
