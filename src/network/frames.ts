// Frames on a stream: a varint length, then bytes. Writes are gathered, so that many small blocks cost few packets, and
// wait while the other side is slow. Reading waits for messages, not for frames: a camp is hundreds of small blocks, and
// a timer and a signal for each cost more than the blocks.
import type { Stream, StreamCloseEvent, StreamMessageEvent } from '@libp2p/interface'
import { varint } from 'multiformats'
import { createFrameCutter } from './frame-cutter.ts'

const gatherBytes = 128 * 1024
/**
 * So much is read ahead of whoever takes the frames: while a head is verified and stored, the next one's photos come.
 * Then the other side is told to wait. It must leave room for the longest frame, and libp2p holds 4 MiB more for what is
 * on its way, which is more than the largest window of a stream (`batched-yamux.ts`); past those it ends the stream.
 */
const readAheadBytes = 4 * 1024 * 1024
/** A peer that neither sends nor takes anything for this long is gone. */
const idleMs = 30_000

export interface Frames {
  /** One at a time. Rejects when the stream ends, breaks, stays idle or the signal aborts. */
  read(): Promise<Uint8Array>
  write(frame: Uint8Array): Promise<void>
  flush(): Promise<void>
}

export function openFrames(stream: Stream, signal: AbortSignal): Frames {
  const incoming = createIncoming(stream, signal)
  const outgoing = createOutgoing(stream, signal)
  return { read: incoming.read, write: outgoing.write, flush: outgoing.flush }
}

function createIncoming(stream: Stream, signal: AbortSignal): Pick<Frames, 'read'> {
  const cutter = createFrameCutter()
  let failure: Error | undefined
  let isClosed = false
  let wake: (() => void) | undefined

  const end = (error?: Error): void => {
    failure ??= error
    isClosed = true
    wake?.()
  }
  const onMessage = ({ data }: StreamMessageEvent): void => {
    cutter.add(data.subarray())
    if (cutter.waitingBytes() > readAheadBytes && stream.readStatus === 'readable') stream.pause()
    wake?.()
  }
  stream.addEventListener('message', onMessage)
  stream.addEventListener('remoteCloseWrite', () => wake?.())
  stream.addEventListener('close', ({ error }: StreamCloseEvent) => end(error))
  // It may have ended before anybody listened, with what it brought still to be handed out.
  const isOver = (): boolean => isClosed || (stream.remoteWriteStatus !== 'writable' && stream.readBufferLength === 0)

  return {
    async read() {
      for (;;) {
        const frame = cutter.next()
        const isResumed = (frame === undefined || cutter.waitingBytes() < readAheadBytes / 2) && resume(stream)
        if (frame !== undefined) return frame
        // What waited is here now.
        if (isResumed) continue
        if (failure !== undefined) throw failure
        if (isOver()) throw new Error('the stream ended in the middle of an answer')
        await patiently(signal, (resolve) => {
          wake = resolve
          return () => {
            wake = undefined
          }
        })
      }
    },
  }
}

/** Whether it was paused. */
function resume(stream: Stream): boolean {
  if (stream.readStatus !== 'paused') return false
  try {
    stream.resume()
  } catch {
    // The line is gone, and nobody can be told to go on: what had come was handed out before that.
  }
  return true
}

function createOutgoing(stream: Stream, signal: AbortSignal): Pick<Frames, 'write' | 'flush'> {
  let gathered: Uint8Array[] = []
  let bytes = 0

  const flush = async (): Promise<void> => {
    if (gathered.length === 0) return
    // In one piece: libp2p looks for its place in a list anew for each packet.
    const packet = new Uint8Array(bytes)
    let offset = 0
    for (const frame of gathered) {
      varint.encodeTo(frame.byteLength, packet, offset)
      offset += varint.encodingLength(frame.byteLength)
      packet.set(frame, offset)
      offset += frame.byteLength
    }
    gathered = []
    bytes = 0
    if (!stream.send(packet)) await drained(stream, signal)
  }
  return {
    async write(frame) {
      gathered.push(frame)
      bytes += varint.encodingLength(frame.byteLength) + frame.byteLength
      if (bytes >= gatherBytes) await flush()
    },
    flush,
  }
}

/** Not the stream's own `onDrain`: in @libp2p/utils 7 it waits for the first time only, and then gathers without end. */
const drained = (stream: Stream, signal: AbortSignal): Promise<void> =>
  patiently(signal, (resolve, reject) => {
    const onDrain = (): void => resolve()
    const onClose = ({ error }: StreamCloseEvent): void => reject(error ?? new Error('the stream was closed'))
    stream.addEventListener('drain', onDrain)
    stream.addEventListener('close', onClose)
    return () => {
      stream.removeEventListener('drain', onDrain)
      stream.removeEventListener('close', onClose)
    }
  })

/** Until `listen` hears something; it gives the way to stop listening. Rejects when nothing comes for `idleMs`. */
async function patiently(
  signal: AbortSignal,
  listen: (resolve: () => void, reject: (error: Error) => void) => () => void,
): Promise<void> {
  signal.throwIfAborted()
  let end = (): void => undefined
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = listen(resolve, reject)
      const onAbort = (): void => reject(signal.reason)
      signal.addEventListener('abort', onAbort)
      const timer = setTimeout(() => reject(idleError()), idleMs)
      end = () => {
        stop()
        signal.removeEventListener('abort', onAbort)
        clearTimeout(timer)
      }
    })
  } finally {
    end()
  }
}

const idleError = (): Error => Object.assign(new Error(`nothing came for ${idleMs / 1000} s`), { name: 'TimeoutError' })
