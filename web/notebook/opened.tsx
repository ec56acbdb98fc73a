// The notebook that is open in this page, and the one file of the web app that opens one.
import { createContext, type ReactNode, useCallback, useContext } from 'react'
import type { AuthorId, Notebook } from '../../src/index.ts'
import {
  type BrowserCamps,
  type CampFileReport,
  type Met,
  type OpenBrowserNotebook,
  openCamps,
} from '../../src/open-notebook.browser.ts'
import { RowsProvider } from './rows.tsx'

export type { BrowserCamps, CampFileReport, Met, OpenBrowserNotebook }
export { openCamps }

const Context = createContext<OpenBrowserNotebook | undefined>(undefined)

export function NotebookProvider({ opened, children }: { opened: OpenBrowserNotebook; children: ReactNode }) {
  const load = useCallback(() => opened.db.rows.toArray(), [opened])
  return (
    <Context value={opened}>
      <RowsProvider notebook={opened.notebook} load={load}>
        {children}
      </RowsProvider>
    </Context>
  )
}

export function useOpened(): OpenBrowserNotebook {
  const opened = useContext(Context)
  if (opened === undefined) throw new Error('a screen was rendered outside its notebook')
  return opened
}

export const useNotebook = (): Notebook => useOpened().notebook
export const useSelf = (): AuthorId => useNotebook().self
