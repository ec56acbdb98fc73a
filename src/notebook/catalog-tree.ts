// The catalog tree: the merged topics as readable UnixFS files, the same bytes on every replica that holds the same
// heads. Rendered in idle time; a row without a CID is a topic it still owes.
import type { Blockstore } from 'interface-blockstore'
import { CID } from 'multiformats/cid'
import * as Y from 'yjs'
import { dagSize } from '../contributions/dag-size.ts'
import type { DirectoryEdit } from '../contributions/files.ts'
import { editDirectory, putFile } from '../contributions/files.ts'
import { openTree } from '../contributions/tree.ts'
import { catalogReadme, topicFiles } from '../domain/catalog-files.ts'
import type { TopicId } from '../domain/ids.ts'
import { foldDoubles, isShown } from '../domain/imported-doubles.ts'
import { limits } from '../domain/limits.ts'
import type { Topic } from '../domain/topic.ts'
import { readTopic } from '../domain/topic-document.ts'
import { compareRows } from './catalog-row.ts'
import type { HeadSet } from './heads.ts'
import type { AbortOptions, CatalogRow, ReplicaStore, StoredTopic } from './ports.ts'
import type { RowTable } from './row-table.ts'
import { createStagingBlockstore } from './staging-blockstore.ts'

/** Setting with the root as last rendered; without it the directories are put together anew from the topics' own. */
export const catalogRootKey = 'catalog/root'
/** Topics rendered before the result is written: bounds memory, and a crash loses at most this many renderings. */
const topicsPerWrite = 64

export interface CatalogComponents {
  readonly store: ReplicaStore
  readonly heads: HeadSet
  readonly rows: RowTable
  readonly campName: string
}

export interface Catalog {
  /** Renders what is owed and resolves with the root. Call it in the write lane. */
  render(options?: AbortOptions): Promise<CID>
  /** The root as last rendered, if nothing is owed. */
  peek(): CID | undefined
}

export async function openCatalog(components: CatalogComponents): Promise<Catalog> {
  const { store, rows, campName } = components
  const loadRoot = async (): Promise<CID | undefined> => {
    const stored = await store.loadSetting(catalogRootKey)
    return stored === undefined ? undefined : CID.decode(stored)
  }
  let root = await loadRoot()
  const owed = (): TopicId[] => [...rows.stored()].filter((row) => row.cid === '').map((row) => row.id)

  async function renderSome(
    ids: readonly TopicId[],
    options: AbortOptions,
    edits: DirectoryEdit[] = [],
  ): Promise<void> {
    const rendered: StoredTopic[] = []
    const staging = createStagingBlockstore(store.blocks)
    const parts = { blocks: staging, heads: components.heads }
    for (const id of ids) {
      const topic = await store.loadTopic(id, options)
      if (topic === undefined) continue
      const dir = await renderTopic(parts, topic, options)
      edits.push({ path: `topics/${id}`, cid: dir, size: await dagSize(staging, dir, options) })
      rendered.push({ ...topic, row: { ...topic.row, cid: dir.toString() } })
    }
    rows.put(rendered.map((topic) => topic.row))
    edits.push(await fileEdit(staging, catalogReadme(campName, rowsOf(rows)), options))
    root = await editDirectory(staging, root, edits, options)
    const putBlocks = await staging.blocksForWrite(store.blocks, options)
    const putSettings = { [catalogRootKey]: root.bytes }
    await store.write({ putBlocks, putTopics: rendered, putSettings }, options)
  }

  return {
    peek: () => (owed().length === 0 ? root : undefined),
    async render(options = {}) {
      // A topic went: its directory goes with the root it stood in.
      root = await loadRoot()
      const rendered = root === undefined ? [...rows.stored()].filter((row) => row.cid !== '') : []
      if (rendered.length > 0) await renderSome([], options, await editsOf(store.blocks, rendered, options))
      for (let ids = owed(); ids.length > 0; ids = owed()) await renderSome(ids.slice(0, topicsPerWrite), options)
      if (root === undefined) await renderSome([], options)
      if (root === undefined) throw new Error('the catalog has no root after rendering')
      return root
    },
  }
}

async function editsOf(
  blocks: Blockstore,
  rows: readonly CatalogRow[],
  options: AbortOptions,
): Promise<DirectoryEdit[]> {
  const edits: DirectoryEdit[] = []
  for (const row of rows) {
    const cid = CID.parse(row.cid)
    edits.push({ path: `topics/${row.id}`, cid, size: await dagSize(blocks, cid, options) })
  }
  return edits
}

interface RenderParts {
  readonly blocks: Blockstore
  readonly heads: HeadSet
}

async function renderTopic(parts: RenderParts, stored: StoredTopic, options: AbortOptions): Promise<CID> {
  const { blocks } = parts
  const doc = new Y.Doc()
  Y.applyUpdate(doc, stored.update)
  const topic = readTopic(stored.id, doc)
  doc.destroy()
  const edits: DirectoryEdit[] = []
  for (const file of topicFiles(topic)) edits.push(await fileEdit(blocks, file, options))
  edits.push(...(await attachmentEdits(parts, topic, options)))
  return editDirectory(blocks, undefined, edits, options)
}

/**
 * Only files that stand in an accepted contribution tree: a name in the document alone could point at bytes that some
 * replicas hold and others do not, and their catalogs would differ.
 */
async function attachmentEdits(
  { blocks, heads }: RenderParts,
  topic: Topic,
  options: AbortOptions,
): Promise<DirectoryEdit[]> {
  const wanted = new Map(topic.files.slice(0, limits.maxFilesPerTopic).map((file) => [file.cid, file.name]))
  if (wanted.size === 0) return []
  const edits: DirectoryEdit[] = []
  const seen = new Set<string>()
  for (const head of heads.all()) {
    const tree = await openTree(blocks, head.root, options)
    for await (const file of tree.files(topic.id)) {
      const name = wanted.get(file.cid.toString())
      if (name === undefined || seen.has(name)) continue
      seen.add(name)
      edits.push({ path: `files/${name}`, cid: file.cid, size: await dagSize(blocks, file.cid, options) })
    }
  }
  return edits
}

async function fileEdit(
  blocks: Blockstore,
  file: { readonly path: string; readonly bytes: Uint8Array },
  options: AbortOptions,
): Promise<DirectoryEdit> {
  const cid = await putFile(blocks, file.bytes, { chunkBytes: limits.fileChunkBytes, ...options })
  return { path: file.path, cid, size: await dagSize(blocks, cid, options) }
}

// Never the provisional rows: the catalog shows what is committed, the same everywhere.
const rowsOf = (rows: RowTable): CatalogRow[] =>
  foldDoubles([...rows.stored()])
    .filter(isShown)
    .sort(compareRows)
