// The seam between screens and notebook, and the one file that opens one. Screens read through these hooks and write
// through documents; they never call the network, except where a person asks for it.
import { useLiveQuery } from 'dexie-react-hooks'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import {
  type Agreement,
  type Author,
  type AuthorId,
  type CatalogRow,
  type ConnectedPeer,
  compareRows,
  foldDoubles,
  isShown,
  type Notebook,
  NotFoundError,
  type OpenTopic,
  type Pulls,
  type SaveState,
  type Topic,
  type TopicId,
} from '../src/index.ts'
import {
  type BrowserCamps,
  type CampFileReport,
  type Met,
  type OpenBrowserNotebook,
  openCamps,
} from '../src/open-notebook.browser.ts'
import { rememberOwnNodes } from './frame/own-nodes.ts'

export type { BrowserCamps, CampFileReport, Met, OpenBrowserNotebook }
export { openCamps }

const Context = createContext<OpenBrowserNotebook | undefined>(undefined)

export function NotebookProvider({ opened, children }: { opened: OpenBrowserNotebook; children: ReactNode }) {
  return <Context value={opened}>{children}</Context>
}

export function useOpened(): OpenBrowserNotebook {
  const opened = useContext(Context)
  if (opened === undefined) throw new Error('a screen was rendered outside its notebook')
  return opened
}

export const useNotebook = (): Notebook => useOpened().notebook
export const useSelf = (): AuthorId => useNotebook().self

/** Lines of the catalog in the camp's order; undefined until the store was read once. */
export function useRows(): readonly CatalogRow[] | undefined {
  const rows = useAllRows()
  return useMemo(() => rows?.filter(isShown), [rows])
}

/** The topic that stands in the catalog instead of this one, if one does. */
export function useMergedInto(id: TopicId): TopicId | undefined {
  return useAllRows()?.find((row) => row.id === id)?.mergedInto
}

const none: readonly CatalogRow[] = []

/** Topics for which this one stands in the catalog. */
export function useMergedHere(id: TopicId): readonly CatalogRow[] {
  const rows = useAllRows()
  return useMemo(() => rows?.filter((row) => row.mergedInto === id) ?? none, [rows, id])
}

function useAllRows(): readonly CatalogRow[] | undefined {
  const { db, notebook } = useOpened()
  const stored = useLiveQuery(() => db.rows.toArray(), [db])
  const subscribe = useMemo(() => atMostEvery(rowsEveryMs, notebook.subscribe), [notebook])
  const own = useSyncExternalStore(subscribe, notebook.rows)
  return useMemo(() => {
    if (stored === undefined) return own.length > 0 ? own : undefined
    const newest = new Map(stored.map((row) => [row.id, row]))
    for (const row of own) if (row.updatedAt >= (newest.get(row.id)?.updatedAt ?? 0)) newest.set(row.id, row)
    return foldDoubles([...newest.values()].sort(compareRows))
  }, [stored, own])
}

/** While hundreds of topics are imported, drawing the list anew for each would take most of the time. */
const rowsEveryMs = 200

/** Everybody who types changes who has the same notebook several times a second. */
const glanceMs = 150

type Subscribe = (listener: () => void) => () => void

/** Calls the listener at once after a pause, and in a burst now and then and at its end. */
function atMostEvery(ms: number, subscribe: Subscribe): Subscribe {
  return (listener) => {
    let last = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const call = (): void => {
      timer = undefined
      last = performance.now()
      listener()
    }
    const stop = subscribe(() => {
      if (timer !== undefined) return
      const wait = last + ms - performance.now()
      if (wait <= 0) call()
      else timer = setTimeout(call, wait)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }
}

/** A value read from the notebook, the same object until it reads differently. */
function useSnapshot<T>(read: () => T, subscribe: Subscribe): T {
  const cache = useMemo(() => ({ text: '', value: undefined as T | undefined }), [])
  return useSyncExternalStore(subscribe, () => {
    const value = read()
    const text = JSON.stringify(value)
    if (cache.value === undefined || cache.text !== text) {
      cache.text = text
      cache.value = value
    }
    return cache.value
  })
}

export function useSaveState(): SaveState {
  const { notebook } = useOpened()
  return useSnapshot(() => notebook.saveState(), notebook.subscribe)
}

/** A value that people only glance at: it may be read a moment late. What is saved never is. */
function useGlance<T>(read: () => T, subscribe: Subscribe): T {
  return useSnapshot(
    read,
    useMemo(() => atMostEvery(glanceMs, subscribe), [subscribe]),
  )
}

export function useAuthors(): readonly Author[] {
  const { notebook } = useOpened()
  return useGlance(() => notebook.authors(), notebook.subscribe)
}

export function useAgreement(): Agreement {
  const { notebook } = useOpened()
  return useGlance(() => notebook.agreement(), notebook.subscribe)
}

export interface NetworkState {
  /** `unknown` until the browser said which of its tabs leads. */
  readonly role: 'unknown' | 'leader' | 'follower'
  /** The network runs, in this tab or in the one that leads. */
  readonly isReady: boolean
  /** What keeps the network from starting, in words; '' when nothing does. It is tried again by itself. */
  readonly problem: string
  readonly peers: readonly ConnectedPeer[]
  /** Nodes that run on this very machine. */
  readonly ownNodes: readonly AuthorId[]
  readonly pulls: Pulls
}

/** Subscribes to the tab and to the notebook in it. */
function useAnyChange(): (listener: () => void) => () => void {
  const opened = useOpened()
  return useMemo(
    () => (listener: () => void) => {
      const stops = [opened.subscribe(listener), opened.notebook.subscribe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    [opened],
  )
}

const noPulls: Pulls = { isHeld: false, running: [] }

export function useNetworkState(): NetworkState {
  const opened = useOpened()
  const subscribe = useAnyChange()
  return useGlance(() => {
    const { isReady = false, problem = '', peers: all = [], pulls = noPulls } = opened.network() ?? {}
    const peers = all.filter((peer) => peer.inCamp)
    return { role: opened.role(), isReady, problem, peers, ownNodes: rememberOwnNodes(peers), pulls }
  }, subscribe)
}

export interface InviteFacts {
  readonly link: string
  /** Where the link leads on another machine; undefined when it opens nothing there. */
  readonly opensAt: string | undefined
  /** Multiaddrs in the link. */
  readonly addrs: readonly string[]
}

/** The invite as of now: addresses come and go with the network. */
export function useInvite(): InviteFacts {
  const opened = useOpened()
  const base = `${location.origin}${location.pathname}`
  return useGlance(() => {
    const { opensAt, addrs } = opened.inviteReach(base)
    return { link: opened.inviteLink(base), opensAt, addrs }
  }, useAnyChange())
}

export type TopicView =
  | { readonly status: 'loading' }
  | { readonly status: 'absent' }
  /** It is here and could not be opened; the words say why. */
  | { readonly status: 'failed'; readonly problem: string }
  | { readonly status: 'here'; readonly topic: Topic; readonly open: OpenTopic }

/** The editor shows each key itself; what stands beside it follows so often, or four people who type redraw it all day. */
const typingMs = 150

/** Opens a topic for as long as the screen shows it, and reads it again when anybody changes it. */
export function useTopic(id: TopicId): TopicView {
  const notebook = useNotebook()
  const [view, setView] = useState<TopicView>({ status: 'loading' })
  // A topic that is not here yet is looked for again when its row arrives. One that is open stays open: opening it anew
  // would take the editor away from under somebody's hands.
  const [attempt, setAttempt] = useState(0)
  const rows = useAllRows()
  const row = rows?.find((known) => known.id === id)
  // Another one when more of it came.
  const version = row === undefined ? '' : `${row.updatedAt} ${row.cid}`
  const isAbsent = view.status === 'absent'
  useEffect(() => {
    if (isAbsent && version !== '') setAttempt((before) => before + 1)
  }, [isAbsent, version])
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is what starts the second look
  useEffect(() => {
    let open: OpenTopic | undefined
    let gone = false
    let frame = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      frame = 0
      timer = undefined
      if (open !== undefined && !gone) setView({ status: 'here', topic: open.read(), open })
    }
    const schedule = (_update: Uint8Array, _origin: unknown, doc: Y.Doc, { changed }: Y.Transaction): void => {
      const text: unknown = doc.getText('outcome')
      if ([...changed.keys()].every((type) => type === text)) timer ??= setTimeout(read, typingMs)
      else if (frame === 0) frame = requestAnimationFrame(read)
    }
    notebook.openTopic(id).then(
      (topic) => {
        open = topic
        if (gone) {
          void topic.close()
          return
        }
        topic.doc.on('update', schedule)
        read()
      },
      (error: unknown) => {
        if (gone) return
        if (error instanceof NotFoundError) setView({ status: 'absent' })
        else setView({ status: 'failed', problem: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      gone = true
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      open?.doc.off('update', schedule)
      void open?.close()
    }
  }, [notebook, id, attempt])
  return view
}
