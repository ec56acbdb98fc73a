// How much of the room that the browser grants is used.
import { useEffect, useState } from 'react'

export interface StorageRoom {
  /** Bytes. */
  readonly usage: number
  /** Bytes. */
  readonly quota: number
  /** Whether the browser promised to keep it when the disk fills up. */
  readonly isPersisted: boolean
}

const lookEveryMs = 60_000

/** Undefined until the browser answered, and in browsers that do not tell. Looked at again every minute. */
export function useStorage(): StorageRoom | undefined {
  const [room, setRoom] = useState<StorageRoom>()
  useEffect(() => {
    let gone = false
    const look = (): void => {
      readStorage().then(
        (read) => !gone && setRoom(read),
        () => undefined,
      )
    }
    look()
    const timer = setInterval(look, lookEveryMs)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [])
  return room
}

async function readStorage(): Promise<StorageRoom | undefined> {
  if (!('storage' in navigator)) return undefined
  const { usage = 0, quota = 0 } = await navigator.storage.estimate()
  return quota === 0 ? undefined : { usage, quota, isPersisted: await navigator.storage.persisted() }
}

/** From here on an import or a few photos may be refused. */
export const isAlmostFull = (room: StorageRoom | undefined): boolean =>
  room !== undefined && room.usage > room.quota * 0.85
