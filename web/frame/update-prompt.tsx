// A new version is stored and waits: it takes over when somebody says so, never under their hands.
import { useEffect, useState } from 'react'

export function UpdatePrompt() {
  const [waiting, setWaiting] = useState<ServiceWorker>()
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    const leaving = new AbortController()
    const { signal } = leaving
    const watch = (registration: ServiceWorkerRegistration): void => {
      if (signal.aborted) return
      const look = (): void => {
        if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting)
      }
      look()
      registration.addEventListener(
        'updatefound',
        () => registration.installing?.addEventListener('statechange', look, { signal }),
        { signal },
      )
      // A page that stays open for days would never ask.
      const ask = (): void => {
        if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
      }
      document.addEventListener('visibilitychange', ask, { signal })
    }
    navigator.serviceWorker.ready.then(watch, () => undefined)
    return () => leaving.abort()
  }, [])
  if (waiting === undefined) return null
  const take = (): void => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting.postMessage('take-over')
  }
  return (
    <div className="update notice no-print" role="status">
      A new version of Divelog is ready.
      <button type="button" className="button" onClick={take}>
        Load it now
      </button>
    </div>
  )
}
