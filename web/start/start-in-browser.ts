// A camp that begins in this browser, with no laptop behind the page.
import { type CampId, checkTopicFiles, importTopics, starterTopics } from '../../src/index.ts'
import type { BrowserCamps } from '../notebook-context.tsx'
import type { ChosenFile } from './laptop-session.ts'

export interface BrowserStart {
  readonly name: string
  readonly displayName: string
  readonly starter: boolean
  readonly file: ChosenFile | undefined
}

/** @throws {InvalidInputError | LimitExceededError} for a file without topics; no camp is made then */
export async function startInBrowser(camps: BrowserCamps, init: BrowserStart): Promise<CampId> {
  const { file } = init
  const files = file === undefined ? [] : [{ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }]
  if (files.length > 0) checkTopicFiles(files)
  const campId = await camps.start({ name: init.name, displayName: init.displayName })
  if (!init.starter && files.length === 0) return campId
  const opened = await camps.open(campId)
  if (init.starter) for (const topic of starterTopics()) await opened.notebook.createTopic(topic)
  if (files.length > 0) await importTopics(opened.notebook, files)
  await opened.stop()
  return campId
}
