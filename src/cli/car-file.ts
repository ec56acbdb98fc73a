// A `.car` file on disk, open for as long as a command reads it.
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { InvalidInputError, NotFoundError } from '../domain/errors.ts'
import type { CarSource } from '../publishing/car-source.ts'

export interface CarFile extends CarSource {
  readonly name: string
  close(): Promise<void>
}

const pieceBytes = 256 * 1024

/** @throws {NotFoundError | InvalidInputError} when there is no such file, or it is a folder */
export async function openCarFile(path: string): Promise<CarFile> {
  const handle = await openHandle(path)
  const about = await handle.stat()
  if (!about.isFile()) {
    await handle.close()
    throw new InvalidInputError('file', path, 'is no plain file')
  }
  return {
    name: basename(path),
    size: about.size,
    stream: () => stream(handle),
    read: (offset, length) => readAt(handle, offset, length),
    close: () => handle.close(),
  }
}

async function openHandle(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new NotFoundError('file', path, { cause })
    }
    throw cause
  }
}

async function* stream(handle: FileHandle): AsyncGenerator<Uint8Array> {
  for (let offset = 0; ; offset += pieceBytes) {
    const piece = await readAt(handle, offset, pieceBytes)
    if (piece.byteLength > 0) yield piece
    if (piece.byteLength < pieceBytes) return
  }
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
