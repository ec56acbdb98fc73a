// This device: look, storage, and a copy of one's key.
import { useEffect, useState, useSyncExternalStore } from 'react'
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
  const [used, setUsed] = useState('')
  const [kept, setKept] = useState<boolean>()
  useEffect(() => {
    void navigator.storage?.estimate().then(({ usage = 0, quota = 0 }) => {
      setUsed(`${(usage / 1e6).toFixed(1)} MB of ${(quota / 1e9).toFixed(1)} GB used`)
    })
    void navigator.storage?.persisted().then(setKept)
  }, [])
  return (
    <section className="card stack tight" aria-label="Storage">
      <h2>Storage</h2>
      <p>{used}</p>
      <p className="soft">
        {kept === true
          ? 'The browser keeps this notebook until you remove it.'
          : 'The browser may remove this notebook when the disk is full. Laptops that hold it too are your backup.'}
      </p>
      {kept === false && (
        <div>
          <button type="button" className="button" onClick={() => void navigator.storage.persist().then(setKept)}>
            Ask the browser to keep it
          </button>
        </div>
      )}
    </section>
  )
}
