// What the screen that is shown can do, told to the command palette while it is shown.
import { useEffect } from 'react'

export interface ScreenCommand {
  readonly id: string
  readonly label: string
  run(): void
}

const shown = new Set<readonly ScreenCommand[]>()

export const screenCommands = (): readonly ScreenCommand[] => [...shown].flat()

/** @param commands another list replaces this one; keep it the same while it says the same */
export function useScreenCommands(commands: readonly ScreenCommand[]): void {
  useEffect(() => {
    shown.add(commands)
    return () => void shown.delete(commands)
  }, [commands])
}
