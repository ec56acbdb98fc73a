// This device: look, storage, and a copy of one's key.
import { useState, useSyncExternalStore } from 'react'
import { byteSize } from '../design/byte-size.ts'
import { useStorage } from '../design/use-storage.ts'
import type { BrowserCamps } from '../notebook-context.tsx'
import { KeyCard } from './key-card.tsx'
import { applyTheme, loadTheme, subscribeTheme, type Theme } from './theme.ts'

const themes: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

export function SettingsScreen({ camps }: { camps: BrowserCamps }) {
  const theme = useSyncExternalStore(subscribeTheme, loadTheme)
  return (
    <div className="stack">
      <h1>Settings</h1>
      <section className="card stack tight" aria-label="Look">
        <h2>Look</h2>
        <div className="row">
          {themes.map(({ theme: name, label }) => (
            <button
              key={name}
              type="button"
              className="chip"
              aria-pressed={theme === name}
              onClick={() => applyTheme(name)}
            >
              {label}
            </button>
          ))}
        </div>
      </section>
      <StorageCard />
      <KeyCard camps={camps} />
    </div>
  )
}

function StorageCard() {
  const room = useStorage()
  const [answered, setAnswered] = useState<boolean>()
  const isKept = answered ?? room?.isPersisted
  return (
    <section className="card stack tight" aria-label="Storage">
      <h2>Storage</h2>
      <p>
        {room === undefined
          ? 'This browser does not say how much it stores.'
          : `${byteSize(room.usage)} of ${byteSize(room.quota)} used`}
      </p>
      <p className="soft" role="status">
        {isKept === true
          ? 'The browser keeps this notebook until you remove it.'
          : 'The browser may remove this notebook when the disk is full. Laptops that hold it too are your backup.'}
        {answered === false && ' It was asked, and did not promise to keep it.'}
      </p>
      {isKept === false && (
        <div>
          <button type="button" className="button" onClick={() => void navigator.storage.persist().then(setAnswered)}>
            Ask the browser to keep it
          </button>
        </div>
      )}
    </section>
  )
}
