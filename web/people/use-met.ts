// When members were last connected, as this browser remembers it.
import { useEffect, useState } from 'react'
import type { AuthorId } from '../../src/index.ts'
import { type Met, useNetworkState, useOpened } from '../notebook-context.tsx'

const none: ReadonlyMap<AuthorId, Met> = new Map()

/** Read again whenever somebody comes or goes. */
export function useMet(): ReadonlyMap<AuthorId, Met> {
  const opened = useOpened()
  const { peers } = useNetworkState()
  const [met, setMet] = useState(none)
  // biome-ignore lint/correctness/useExhaustiveDependencies: who is connected starts another look
  useEffect(() => {
    let gone = false
    opened.met().then(
      (read) => !gone && setMet(read),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [opened, peers])
  return met
}
