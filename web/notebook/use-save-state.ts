// What may be said of saving, who writes in this camp, and who has the same notebook.
import type { Agreement, Author, SaveState } from '../../src/index.ts'
import { useOpened } from './opened.tsx'
import { useGlance, useSnapshot } from './snapshot.ts'

export function useSaveState(): SaveState {
  const { notebook } = useOpened()
  return useSnapshot(() => notebook.saveState(), notebook.subscribe)
}

export function useAuthors(): readonly Author[] {
  const { notebook } = useOpened()
  return useGlance(() => notebook.authors(), notebook.subscribe)
}

export function useAgreement(): Agreement {
  const { notebook } = useOpened()
  return useGlance(() => notebook.agreement(), notebook.subscribe)
}
