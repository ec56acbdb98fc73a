// The body of a control request: a line of JSON, and behind it `.car` files that go to the disk as they come.
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type ControlRequest, maxControlLineBytes, parseControlRequest } from './control-messages.ts'

export interface ControlBody {
  readonly request: ControlRequest
  /** Where the bytes of each `.car` file are now, by the path on the command line. */
  readonly carFiles: ReadonlyMap<string, string>
  /** Removes them. */
  dispose(): Promise<void>
}

/**
 * Resolves with undefined for anything else than a whole request. `folder` is on the disk of the home: a temporary
 * folder may be in memory, which is where such a file must not go.
 */
export async function readControlBody(
  body: AsyncIterable<Uint8Array>,
  folder: string,
): Promise<ControlBody | undefined> {
  const pieces = body[Symbol.asyncIterator]()
  const start = await readLine(pieces)
  const request = start === undefined ? undefined : parseControlRequest(start.line)
  if (start === undefined || request === undefined) return undefined
  if (request.cars.length === 0) return { request, carFiles: new Map(), dispose: async () => undefined }
  await mkdir(folder, { recursive: true })
  const place = await mkdtemp(join(folder, 'request-'))
  const dispose = (): Promise<void> => rm(place, { recursive: true, force: true })
  try {
    const carFiles = new Map<string, string>()
    let rest = start.rest
    for (const [i, { path, size }] of request.cars.entries()) {
      const target = join(place, `${i}.car`)
      const left = await spool(pieces, { target, size, rest })
      if (left === undefined) {
        await dispose()
        return undefined
      }
      rest = left
      carFiles.set(path, target)
    }
    return { request, carFiles, dispose }
  } catch (error) {
    await dispose()
    throw error
  }
}

const lineFeed = 10

async function readLine(
  pieces: AsyncIterator<Uint8Array>,
): Promise<{ readonly line: string; readonly rest: Uint8Array } | undefined> {
  const line: Uint8Array[] = []
  let bytes = 0
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
    const end = piece.value.indexOf(lineFeed)
    const part = end < 0 ? piece.value : piece.value.subarray(0, end)
    line.push(part)
    bytes += part.byteLength
    if (bytes > maxControlLineBytes) return undefined
    if (end >= 0) return { line: Buffer.concat(line).toString(), rest: piece.value.subarray(end + 1) }
  }
  return { line: Buffer.concat(line).toString(), rest: new Uint8Array(0) }
}

interface Spooling {
  readonly target: string
  readonly size: number
  /** What was read already. */
  readonly rest: Uint8Array
}

/** Resolves with what follows the file, or undefined when the body ends within it. */
async function spool(
  pieces: AsyncIterator<Uint8Array>,
  { target, size, rest }: Spooling,
): Promise<Uint8Array | undefined> {
  const handle = await open(target, 'wx', 0o600)
  try {
    let wanted = size
    let piece = rest
    for (;;) {
      const part = piece.subarray(0, wanted)
      await handle.writeFile(part)
      wanted -= part.byteLength
      if (wanted === 0) return piece.subarray(part.byteLength)
      const next = await pieces.next()
      if (next.done) return undefined
      piece = next.value
    }
  } finally {
    await handle.close()
  }
}
