// A camp that begins in this browser, with no laptop behind the page.
import { type CampId, createTopics, type ImportOptions, importTopics, starterTopics } from '../../src/index.ts'
import type { BrowserCamps } from '../notebook-context.tsx'

export interface BrowserStart {
  readonly name: string
  readonly displayName: string
  readonly starter: boolean
  readonly markdown: string
}

/** Stopped or failed before all topics are there, it leaves no camp. */
export async function startInBrowser(camps: BrowserCamps, init: BrowserStart, options: ImportOptions): Promise<CampId> {
  const campId = await camps.start({ name: init.name, displayName: init.displayName })
  try {
    await fill(camps, campId, init, options)
  } catch (error) {
    await camps.remove(campId)
    throw error
  }
  return campId
}

async function fill(
  camps: BrowserCamps,
  campId: CampId,
  { starter, markdown }: BrowserStart,
  options: ImportOptions,
): Promise<void> {
  if (!starter && markdown === '') return
  const opened = await camps.open(campId)
  try {
    if (starter) await createTopics(opened.notebook, starterTopics(), options)
    if (markdown !== '') {
      await importTopics(opened.notebook, [{ name: 'README.md', bytes: new TextEncoder().encode(markdown) }], options)
    }
    options.signal?.throwIfAborted()
  } finally {
    await opened.stop()
  }
}
