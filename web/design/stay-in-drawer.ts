// Where the keyboard goes when a button takes itself away.
import type { MouseEvent } from 'react'

/** For buttons in a drawer that vanish with what they did: the keyboard stays in the drawer's panel. */
export const stayInDrawer =
  (act: () => void) =>
  (event: MouseEvent<HTMLElement>): void => {
    event.currentTarget.closest<HTMLElement>('[role=tabpanel]')?.focus()
    act()
  }
