// Cursors and names of those who have the same document open. Sent live, never stored.
import { useEffect, useState } from 'react'
import {
  Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  modifyAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness'
import type { OpenTopic } from '../../src/index.ts'
import { cleanPresence } from './clean-presence.ts'

export interface Person {
  readonly name: string
  readonly colour: string
}

export function useAwareness(open: OpenTopic | undefined, { name, colour }: Person): Awareness | undefined {
  const [awareness, setAwareness] = useState<Awareness>()
  useEffect(() => {
    if (open === undefined) return
    const created = new Awareness(open.doc)
    const send = (
      { added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>,
      origin: unknown,
    ): void => {
      if (origin !== 'remote') open.sendPresence(encodeAwarenessUpdate(created, [...added, ...updated, ...removed]))
      // Whoever comes later would see nobody until the next sign of life.
      else if (added.length > 0) open.sendPresence(encodeAwarenessUpdate(created, [created.clientID]))
    }
    created.on('update', send)
    const stop = open.onPresence((state, from) => {
      try {
        const clean = modifyAwarenessUpdate(state, (said) => cleanPresence(said, from))
        applyAwarenessUpdate(created, clean, 'remote')
      } catch {
        // A cursor that cannot be read is a cursor not shown.
      }
    })
    setAwareness(created)
    return () => {
      removeAwarenessStates(created, [created.clientID], 'closed')
      stop()
      created.destroy()
      setAwareness(undefined)
    }
  }, [open])
  useEffect(() => {
    awareness?.setLocalStateField('user', { name: name || 'Somebody', color: colour, colorLight: `${colour}33` })
  }, [awareness, name, colour])
  return awareness
}
