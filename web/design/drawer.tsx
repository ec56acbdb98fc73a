// What stands to the right of a text: tabs, and the panel of the one that is chosen. On a narrow screen it is a sheet
// at the bottom, so that the text it talks about stays in sight.
import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId } from 'react'
import './drawer.css'

export interface DrawerTab<Id extends string> {
  readonly id: Id
  readonly label: string
  /** How many things wait there; shown when there are any. */
  readonly count?: number
}

export interface DrawerProps<Id extends string> {
  /** Accessible name. */
  readonly label: string
  readonly tabs: readonly DrawerTab<Id>[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
  readonly onClose: () => void
  /** The panel of the chosen tab. */
  readonly children: ReactNode
}

export function Drawer<Id extends string>({ label, tabs, chosen, onChoose, onClose, children }: DrawerProps<Id>) {
  const id = useId()
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [id, chosen])
  const onTabKey = (event: KeyboardEvent<HTMLElement>): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const at = tabs.findIndex((tab) => tab.id === chosen)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    onChoose(next.id)
    document.getElementById(`${id}-${next.id}`)?.focus()
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onClose()
  }
  return (
    <section className="drawer no-print" aria-label={label} onKeyDown={onKey}>
      <div className="drawer-head">
        <div role="tablist" aria-label={label} className="tabs">
          {tabs.map((tab) => (
            <button
              key={tab.id}
              id={`${id}-${tab.id}`}
              type="button"
              role="tab"
              aria-selected={tab.id === chosen}
              aria-controls={tab.id === chosen ? `${id}-panel` : undefined}
              tabIndex={tab.id === chosen ? 0 : -1}
              onClick={() => onChoose(tab.id)}
              onKeyDown={onTabKey}
            >
              {tab.label}
              {tab.count !== undefined && tab.count > 0 && <span className="badge">{tab.count}</span>}
            </button>
          ))}
        </div>
        <button type="button" className="button quiet" aria-label="Close" onClick={onClose}>
          <X size={20} aria-hidden="true" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to */}
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} className="drawer-body" tabIndex={0}>
        {children}
      </div>
    </section>
  )
}
