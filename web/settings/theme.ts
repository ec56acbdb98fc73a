// Light, dark, or what the system says.

export type Theme = 'system' | 'light' | 'dark'
const key = 'divelog-theme'
const listeners = new Set<() => void>()

export function loadTheme(): Theme {
  const stored = localStorage.getItem(key)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

export function applyTheme(theme: Theme = loadTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  localStorage.setItem(key, theme)
  for (const listener of [...listeners]) listener()
}

/** Called after each choice, wherever it was made. Returns the way to stop. */
export function subscribeTheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
