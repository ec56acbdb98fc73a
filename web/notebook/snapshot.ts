// Values read from the notebook by a screen: drawn anew when they read differently, and no more often than anybody sees.
import { useMemo, useSyncExternalStore } from 'react'

export type Subscribe = (listener: () => void) => () => void

/** Calls the listener at once after a pause, and in a burst now and then and at its end. */
export function atMostEvery(ms: number, subscribe: Subscribe): Subscribe {
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
export function useSnapshot<T>(read: () => T, subscribe: Subscribe): T {
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

/** Everybody who types changes who has the same notebook several times a second. */
const glanceMs = 150

/** A value that people only glance at: it may be read a moment late. What is saved never is. */
export function useGlance<T>(read: () => T, subscribe: Subscribe): T {
  return useSnapshot(
    read,
    useMemo(() => atMostEvery(glanceMs, subscribe), [subscribe]),
  )
}
