// What a page does with a notebook only now and then: each part waits in a chunk of its own until it is asked for.
import type { WritingParts } from './attach.ts'
import type { Notebook } from './notebook.ts'
import type { BuildFinalDirectory } from './publish.ts'

export type RareWork = Pick<Notebook, 'attach' | 'publish' | 'loadFile' | 'history' | 'textHistory' | 'writers'>

export interface RareWorkComponents extends WritingParts {
  readonly buildFinalDirectory: BuildFinalDirectory
  /** Something is in the journal that did not come from an open document. */
  readonly onJournaled: () => void
}

export function createRareWork(components: RareWorkComponents): RareWork {
  const { store, desk, buildFinalDirectory, onJournaled } = components
  const history: Notebook['history'] = async (id, options) => {
    const { loadHistory } = await import('./history.ts')
    return loadHistory(components, id, options)
  }
  return {
    async attach(id, file, options) {
      const { attachFile } = await import('./attach.ts')
      const attachment = await attachFile(components, id, file, options)
      onJournaled()
      return attachment
    },
    async publish(id, options) {
      const { publishTopic } = await import('./publish.ts')
      const final = await publishTopic({ ...components, build: buildFinalDirectory }, id, options)
      onJournaled()
      return final
    },
    async loadFile(cid, options) {
      const { loadFile } = await import('./load-file.ts')
      return loadFile(store.blocks, cid, options)
    },
    history,
    async textHistory(id, options) {
      await desk.journal.saved(options)
      const { createTextHistory } = await import('../domain/text-history.ts')
      return createTextHistory(await history(id, options))
    },
    async writers(id, options) {
      await desk.journal.saved(options)
      const { writersOf } = await import('../domain/text-authors.ts')
      return writersOf(await history(id, options))
    },
  }
}
