// A camp that begins in this browser, with no laptop behind the page.
import { type CampId, importTopics, starterTopics } from '../../src/index.ts'
import type { BrowserCamps } from '../notebook-context.tsx'

export interface BrowserStart {
  readonly name: string
  readonly displayName: string
  readonly starter: boolean
  readonly markdown: string
}

export async function startInBrowser(camps: BrowserCamps, init: BrowserStart): Promise<CampId> {
  const campId = await camps.start({ name: init.name, displayName: init.displayName })
  if (!init.starter && init.markdown === '') return campId
  const opened = await camps.open(campId)
  if (init.starter) for (const topic of starterTopics()) await opened.notebook.createTopic(topic)
  if (init.markdown !== '') {
    await importTopics(opened.notebook, [{ name: 'README.md', bytes: new TextEncoder().encode(init.markdown) }])
  }
  await opened.stop()
  return campId
}
