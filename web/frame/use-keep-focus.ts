// The keyboard's place on the page: when what has the focus goes away, because a button did its work or another screen
// came, the focus goes to what now stands in its place. A browser alone would begin again at the top.
import { useEffect } from 'react'

interface Place {
  readonly element: Element
  /** Behind the `#`, without what was chosen on it. */
  readonly screen: string
  /** What could have the focus on the screen, in order. */
  readonly around: readonly Element[]
}

const focusable =
  'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not([tabindex="-1"]), [contenteditable="true"]'

export function useKeepFocus(): void {
  useEffect(() => {
    let last: Place | undefined
    // With a pointer or a finger nobody waits for the focus, and a field that got it would open a phone's keyboard.
    let isByKey = false
    const note = ({ target }: FocusEvent): void => {
      if (target instanceof Element) last = { element: target, screen: screenNow(), around: focusablesAround(target) }
    }
    const onKey = (): void => {
      isByKey = true
    }
    const onPointer = (): void => {
      isByKey = false
    }
    const look = (): void => {
      if (last === undefined || document.activeElement !== document.body || last.element.isConnected) return
      const target = last.screen === screenNow() ? isByKey && placeOf(last) : screenOf()
      if (target === undefined) return
      last = undefined
      if (target !== false) target.focus({ preventScroll: target.matches('main') })
    }
    const observer = new MutationObserver(look)
    observer.observe(document.body, { childList: true, subtree: true })
    document.addEventListener('focusin', note)
    addEventListener('keydown', onKey, true)
    addEventListener('pointerdown', onPointer, true)
    return () => {
      observer.disconnect()
      document.removeEventListener('focusin', note)
      removeEventListener('keydown', onKey, true)
      removeEventListener('pointerdown', onPointer, true)
    }
  }, [])
}

const screenNow = (): string => location.hash.split('?')[0] ?? ''

/** Undefined while the next screen is not drawn yet. */
function screenOf(): HTMLElement | undefined {
  const main = document.querySelector('main')
  if (main === null) return undefined
  if (!main.hasAttribute('tabindex')) main.tabIndex = -1
  return main
}

const focusablesAround = (element: Element): Element[] => [
  ...(element.closest('dialog, main, header, nav') ?? document.body).querySelectorAll(focusable),
]

/** What stands where the element stood: right behind the last one before it that is still there. */
function placeOf({ element, around }: Place): HTMLElement | undefined {
  const before = around.slice(0, Math.max(0, around.indexOf(element))).findLast((other) => other.isConnected)
  const now = focusablesAround(before ?? document.querySelector('main *') ?? document.body)
  const next = now[before === undefined ? 0 : now.indexOf(before) + 1] ?? before
  return next instanceof HTMLElement ? next : screenOf()
}
