// A new version is stored and waits: it takes over when somebody says so, never under their hands.
import { useEffect, useState } from 'react'

export function UpdatePrompt() {
  const [waiting, setWaiting] = useState<ServiceWorker>()
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    let gone = false
    void navigator.serviceWorker.getRegistration().then((registration) => {
      const look = (): void => {
        if (!gone && registration?.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting)
      }
      look()
      registration?.addEventListener('updatefound', () =>
        registration.installing?.addEventListener('statechange', look),
      )
    })
    return () => {
      gone = true
    }
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
