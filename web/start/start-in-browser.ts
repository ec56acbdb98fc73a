// A camp that begins in this browser, with no laptop behind the page.
import {
  type CampId,
  checkTopicFiles,
  createTopics,
  type ImportOptions,
  importTopics,
  starterTopics,
} from '../../src/index.ts'
import type { BrowserCamps } from '../notebook-context.tsx'
import type { ChosenFile } from './laptop-session.ts'

export interface BrowserStart {
  readonly name: string
  readonly displayName: string
  readonly starter: boolean
  readonly file: ChosenFile | undefined
}

/**
 * Stopped or failed before all topics are there, it leaves no camp.
 *
 * @throws {InvalidInputError | LimitExceededError} for a file without topics
 */
export async function startInBrowser(camps: BrowserCamps, init: BrowserStart, options: ImportOptions): Promise<CampId> {
  const files = await filesOf(init)
  if (files.length > 0) checkTopicFiles(files)
  const campId = await camps.start({ name: init.name, displayName: init.displayName })
  try {
    await fill(camps, campId, { starter: init.starter, files }, options)
  } catch (error) {
    await camps.remove(campId)
    throw error
  }
  return campId
}

async function filesOf({ file }: BrowserStart): Promise<readonly TopicFile[]> {
  return file === undefined ? [] : [{ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }]
}

interface TopicFile {
  readonly name: string
  readonly bytes: Uint8Array
}

interface Content {
  readonly starter: boolean
  readonly files: readonly TopicFile[]
}

async function fill(
  camps: BrowserCamps,
  campId: CampId,
  { starter, files }: Content,
  options: ImportOptions,
): Promise<void> {
  if (!starter && files.length === 0) return
  const opened = await camps.open(campId)
  try {
    if (starter) await createTopics(opened.notebook, starterTopics(), options)
    if (files.length > 0) await importTopics(opened.notebook, files, options)
    options.signal?.throwIfAborted()
  } finally {
    await opened.stop()
  }
}
