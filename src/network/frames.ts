// Frames on a stream: a varint length, then bytes. Writes are gathered, so that many small blocks cost few packets, and
// wait while the other side is slow.
import type { Stream } from '@libp2p/interface'
import { lpStream } from '@libp2p/utils'
import { limits } from '../domain/limits.ts'

/** A block, its CID and some room. */
const maxFrameBytes = limits.maxBlockBytes + 256
const gatherBytes = 128 * 1024
/** A peer that neither sends nor takes anything for this long is gone. */
const idleMs = 30_000

export interface Frames {
  /** Rejects when the stream ends, breaks, stays idle or the signal aborts. */
  read(): Promise<Uint8Array>
  write(frame: Uint8Array): Promise<void>
  flush(): Promise<void>
}

export function openFrames(stream: Stream, signal: AbortSignal): Frames {
  const lp = lpStream(stream, { maxDataLength: maxFrameBytes, maxBufferSize: maxFrameBytes * 4 })
  let gathered: Uint8Array[] = []
  let bytes = 0

  const idle = (): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(idleMs)])
  const flush = async (): Promise<void> => {
    if (gathered.length === 0) return
    const frames = gathered
    gathered = []
    bytes = 0
    await lp.writeV(frames, { signal: idle() })
  }
  return {
    read: async () => (await lp.read({ signal: idle() })).subarray(),
    async write(frame) {
      gathered.push(frame)
      bytes += frame.byteLength
      if (bytes >= gatherBytes) await flush()
    },
    flush,
  }
}
