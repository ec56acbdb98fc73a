// What stands around every screen: where one can go, the camp's name, and the state of what was written.
import { BookOpen, PenLine, Send, Settings, Users } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from 'react'
import { NewTopicDialog } from '../catalog/new-topic-dialog.tsx'
import { useNotebook, useRowFact } from '../notebook-context.tsx'
import { pathTo, type Route } from '../router.ts'
import type { FrameActions } from './palette-commands.ts'
import { PaletteHost } from './palette-host.tsx'
import { ReceivingButton } from './receiving.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { StatePill } from './state-pill.tsx'
import { UpdatePrompt } from './update-prompt.tsx'
import { useArrival } from './use-arrival.ts'
import { useLastingStorage } from './use-lasting-storage.ts'
import { useLeaveWarning } from './use-leave-warning.ts'
import './frame.css'

export const loadSyncPanel = () => import('./sync-panel.tsx').then(({ SyncPanel }) => ({ default: SyncPanel }))
const SyncPanel = lazy(loadSyncPanel)

const places = [
  { name: 'catalog', label: 'Catalog', icon: BookOpen },
  { name: 'my-session', label: 'My session', icon: PenLine },
  { name: 'people', label: 'People', icon: Users },
  { name: 'publish', label: 'Publish', icon: Send },
  { name: 'settings', label: 'Settings', icon: Settings },
] as const

const labels: Readonly<Record<string, string>> = Object.fromEntries(
  [...places, { name: 'doctor', label: 'Doctor' }].map(({ name, label }) => [name, label]),
)

/** What the window and the history of the browser call this screen. */
function useTitle(route: Route): string {
  const { camp } = useNotebook()
  const topicId = 'topicId' in route ? route.topicId : undefined
  const topic = useRowFact((rows) => (topicId && rows ? rows.find((row) => row.id === topicId)?.title : undefined))
  return [topic ?? labels[route.name] ?? 'Catalog', camp.name, 'Divelog'].filter(Boolean).join(' · ')
}

export function Frame({ route, children }: { route: Route; children: ReactNode }) {
  const { camp } = useNotebook()
  const [isPanelOpen, setPanelOpen] = useState(false)
  const [isProposing, setProposing] = useState(false)
  const main = useRef<HTMLElement>(null)
  const shortcuts = useRef<HTMLDialogElement>(null)
  const actions = useMemo<FrameActions>(
    () => ({
      proposeTopic: () => setProposing(true),
      showShortcuts: () => shortcuts.current?.showModal(),
      showSyncPanel: () => setPanelOpen(true),
    }),
    [],
  )
  useLeaveWarning()
  useArrival(route, useTitle(route))
  useLastingStorage()
  const current = route.name === 'topic' || route.name === 'outcome' ? 'catalog' : route.name
  return (
    <div className="frame">
      <button type="button" className="skip button" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <header className="top no-print">
        <a href="#/catalog" className="camp-name">
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>{camp.name}</span>
        </a>
        <PaletteHost actions={actions} />
        <ReceivingButton />
        <StatePill isOpen={isPanelOpen} onOpen={actions.showSyncPanel} />
      </header>
      <nav className="rail no-print" aria-label="Main">
        {places.map(({ name, label, icon: Icon }) => (
          <a key={name} href={pathTo({ name })} aria-current={current === name ? 'page' : undefined}>
            <Icon size={20} aria-hidden="true" />
            <span>{label}</span>
          </a>
        ))}
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      {isPanelOpen && (
        <Suspense fallback={null}>
          <SyncPanel onClose={() => setPanelOpen(false)} />
        </Suspense>
      )}
      {isProposing && <NewTopicDialog onClose={() => setProposing(false)} />}
      <ShortcutsDialog dialog={shortcuts} />
      <UpdatePrompt />
    </div>
  )
}
