// A file that is there whole or not at all: written beside its place and moved there at the end.
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

export interface OutputFile {
  write(bytes: Uint8Array): Promise<void>
  /** Puts the file in its place, over an older one. */
  keep(): Promise<void>
  /** Leaves what was there before. Harmless after `keep`. */
  discard(): Promise<void>
}

const flushedBytes = 1024 * 1024

/** Makes the folders above it that are missing. */
export async function createOutputFile(path: string): Promise<OutputFile> {
  const target = resolve(path)
  await mkdir(dirname(target), { recursive: true })
  if (await isDevice(target)) return openDevice(target)
  // In the same folder: moving a file to another disk would copy it.
  const part = join(dirname(target), `.divelog-${randomBytes(6).toString('hex')}.part`)
  const handle = await open(part, 'wx')
  let isOpen = true
  let written = 0
  const close = async (): Promise<void> => {
    if (isOpen) await handle.close()
    isOpen = false
  }
  return {
    async write(bytes) {
      await writeAll(handle, bytes)
      written += bytes.byteLength
    },
    async keep() {
      // The stick is pulled right after the command says it is done. A folder of small files would wait for each of them.
      if (written >= flushedBytes) await handle.sync()
      await close()
      await rename(part, target)
    },
    async discard() {
      await close()
      await rm(part, { force: true })
    },
  }
}

/** A pipe or a terminal has no place to be moved to: `--car /dev/stdout` writes as it goes. */
async function isDevice(target: string): Promise<boolean> {
  if (target.startsWith('/dev/')) return true
  const found = await stat(target).catch(() => undefined)
  return found !== undefined && !found.isFile() && !found.isDirectory()
}

async function openDevice(target: string): Promise<OutputFile> {
  const handle = await open(target, 'w')
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= handle.close()
    return closing
  }
  return { write: (bytes) => writeAll(handle, bytes), keep: close, discard: close }
}

/** Resolves when the file is in its place; a failure or a stop on the way leaves nothing. */
export async function writeOutput(path: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  const file = await createOutputFile(path)
  try {
    if (content instanceof Uint8Array) await file.write(content)
    else for await (const chunk of content) await file.write(chunk)
    await file.keep()
  } finally {
    await file.discard()
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.byteLength; ) {
    written += (await handle.write(bytes, written)).bytesWritten
  }
}
