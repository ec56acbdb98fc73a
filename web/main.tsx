import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './design/base.css'
import { ErrorBoundary } from './frame/error-boundary.tsx'
import { applyTheme } from './settings/theme.ts'

applyTheme()
const root = document.getElementById('root')
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  )
}
if ('serviceWorker' in navigator && import.meta.env.PROD) {
  // A browser that refuses, as in some private windows, still has the page.
  navigator.serviceWorker.register('/sw.js').catch(() => undefined)
}
