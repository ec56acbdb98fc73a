// The laptop that served this page, asked over loopback: which camp it holds and where its node listens.
import { InvalidInputError } from '../../src/index.ts'
import type { TaskOptions, TaskProgress } from '../design/use-task.ts'
import { topicsProgress } from './topics-progress.ts'

/** What is used of a `File`. */
export type ChosenFile = Pick<File, 'name' | 'arrayBuffer'>

export interface LaptopSession {
  readonly campId: string | null
  readonly name: string | null
  readonly invite: string | null
  /** Where a page on this machine reaches the laptop's node. */
  readonly multiaddrs: readonly string[]
  /** Where somebody on another machine reaches it. */
  readonly reachableAddrs: readonly string[]
  /** Addresses at which others open these pages; none while the laptop serves its own machine only. */
  readonly pages: readonly string[]
  /** What keeps others from reaching the laptop's node, a sentence each. */
  readonly troubles: readonly string[]
}

/** Undefined when the page does not come from a laptop, or the laptop is away. */
export async function loadLaptopSession(): Promise<LaptopSession | undefined> {
  return request('/api/session')
}

export interface LaptopStart {
  readonly name: string
  readonly displayName: string
  readonly starter: boolean
  readonly file: ChosenFile | undefined
}

/** Stopped, it leaves no camp on the laptop. @throws {InvalidInputError} as the laptop said it, or its own words */
export async function startOnLaptop(init: LaptopStart, { signal, onProgress }: TaskOptions): Promise<LaptopSession> {
  const file = init.file === undefined ? null : { name: init.file.name, base64: await base64Of(init.file) }
  const response = await fetch('/api/camp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
    body: JSON.stringify({ ...init, file }),
    signal,
  })
  let last = ''
  if (response.body !== null) {
    for await (const line of linesOf(response.body)) {
      const progress = parseProgress(line)
      if (progress === undefined) last = line
      else onProgress(progress)
    }
  }
  return parseAnswer(last, response)
}

/** Byte for byte: reading a file as text would hide that it is none. */
async function base64Of(file: ChosenFile): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.byteLength; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  }
  return btoa(binary)
}

/** @throws {InvalidInputError} as the laptop said it, or an Error with the laptop's own words */
export async function joinOnLaptop(link: string, displayName: string): Promise<LaptopSession> {
  const response = await fetch('/api/join', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ link, displayName }),
  })
  return parseAnswer(await response.text(), response)
}

async function request(path: string): Promise<LaptopSession | undefined> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(3_000) })
    const type = response.headers.get('content-type') ?? ''
    return response.ok && type.includes('json') ? await response.json() : undefined
  } catch {
    return undefined
  }
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncIterable<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let open = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (open + part.value).split('\n')
    open = lines.pop() ?? ''
    yield* lines
  }
  if (open !== '') yield open
}

/** Undefined for the last line, which holds the answer. */
function parseProgress(line: string): TaskProgress | undefined {
  const { done, total } = JSON.parse(line)
  return typeof done === 'number' && typeof total === 'number' ? topicsProgress({ done, total }) : undefined
}

function parseAnswer(text: string, response: Response): LaptopSession {
  const answer = JSON.parse(text)
  const { error, what, value, why } = answer
  if ([what, value, why].every((word) => typeof word === 'string')) throw new InvalidInputError(what, value, why)
  // A laptop that has told of its progress can only say afterwards that it failed.
  if (typeof error === 'string') throw new Error(error)
  if (!response.ok) throw new Error(`the laptop answered ${response.status}`)
  return answer
}
