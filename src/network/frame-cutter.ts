// Cuts what came on a stream into frames, where it lies: each is a view into the message that brought it, or into several
// joined.
import { varint } from 'multiformats'
import { limits } from '../domain/limits.ts'

/** A block, its CID and some room. */
const maxFrameBytes = limits.maxBlockBytes + 256
const maxLengthBytes = varint.encodingLength(maxFrameBytes)

export interface FrameCutter {
  add(bytes: Uint8Array): void
  waitingBytes(): number
  /** Undefined until all of it is here. @throws when its length is not one that a frame may have */
  next(): Uint8Array | undefined
}

export function createFrameCutter(): FrameCutter {
  /** What is cut now, from `at` on, and what came after it. */
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0
  let later: Uint8Array[] = []
  let waiting = 0

  function joined(): void {
    if (later.length === 0) return
    const all = new Uint8Array(waiting)
    all.set(bytes.subarray(at))
    let offset = bytes.byteLength - at
    for (const part of later) {
      all.set(part, offset)
      offset += part.byteLength
    }
    bytes = all
    at = 0
    later = []
  }

  /** Length of the next frame and of the varint before it. */
  function head(): { readonly length: number; readonly size: number } | undefined {
    let length = 0
    for (let size = 0; size < maxLengthBytes; size++) {
      if (at + size >= bytes.byteLength) joined()
      const byte = bytes[at + size]
      if (byte === undefined) return undefined
      length += (byte & 0x7f) * 2 ** (7 * size)
      if (byte < 0x80 && length <= maxFrameBytes) return { length, size: size + 1 }
      if (byte < 0x80) break
    }
    throw new Error(`a frame of more than ${maxFrameBytes} bytes`)
  }

  return {
    add(part) {
      if (waiting > 0) later.push(part)
      else {
        bytes = part
        at = 0
      }
      waiting += part.byteLength
    },
    waitingBytes: () => waiting,
    next() {
      const found = head()
      if (found === undefined || waiting < found.size + found.length) return undefined
      if (at + found.size + found.length > bytes.byteLength) joined()
      const from = at + found.size
      at = from + found.length
      const frame = bytes.subarray(from, at)
      waiting -= found.size + found.length
      return frame
    },
  }
}
