// Comes back to where the catalog was scrolled to, also after a reload: as soon as there are lines enough.
import { useLayoutEffect, useRef } from 'react'

const key = 'divelog-catalog-scroll'
/** What is still not there then was shorter when it was left, or others changed it. */
const giveUpAfterMs = 3_000

/** @param lines how many there are now */
export function useKeptScroll(lines: number): void {
  const wanted = useRef<number>(undefined)
  useLayoutEffect(() => {
    wanted.current = Number(sessionStorage.getItem(key)) || 0
    const giveUp = (): void => {
      wanted.current = undefined
    }
    const keep = (): void => {
      if (wanted.current === undefined) sessionStorage.setItem(key, String(scrollY))
    }
    const timer = setTimeout(giveUp, giveUpAfterMs)
    const byHand = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const
    for (const name of byHand) addEventListener(name, giveUp, { passive: true })
    addEventListener('scrollend', keep)
    return () => {
      clearTimeout(timer)
      for (const name of byHand) removeEventListener(name, giveUp)
      removeEventListener('scrollend', keep)
    }
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: more lines may make it possible
  useLayoutEffect(() => {
    if (wanted.current === undefined) return
    scrollTo(0, wanted.current)
    if (scrollY >= Math.floor(wanted.current)) wanted.current = undefined
  }, [lines])
}
