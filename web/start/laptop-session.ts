// The laptop that served this page, asked over loopback: which camp it holds and where its node listens.
import { InvalidInputError } from '../../src/index.ts'

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
}

/** Undefined when the page does not come from a laptop, or the laptop is away. */
export async function loadLaptopSession(): Promise<LaptopSession | undefined> {
  return request('/api/session')
}

/** @throws {InvalidInputError} as the laptop said it, or an Error with the laptop's own words */
export async function startOnLaptop(init: {
  readonly name: string
  readonly displayName: string
  readonly starter: boolean
  readonly file: ChosenFile | undefined
}): Promise<LaptopSession> {
  const file = init.file === undefined ? null : { name: init.file.name, base64: await base64Of(init.file) }
  return post('/api/camp', { ...init, file })
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
export const joinOnLaptop = (link: string, displayName: string): Promise<LaptopSession> =>
  post('/api/join', { link, displayName })

async function request(path: string): Promise<LaptopSession | undefined> {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(3_000) })
    const type = response.headers.get('content-type') ?? ''
    return response.ok && type.includes('json') ? await response.json() : undefined
  } catch {
    return undefined
  }
}

async function post(path: string, body: unknown): Promise<LaptopSession> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer = await response.json()
  if (response.ok) return answer
  const { error, what, value, why } = answer
  if ([what, value, why].every((word) => typeof word === 'string')) throw new InvalidInputError(what, value, why)
  throw new Error(typeof error === 'string' ? error : `the laptop answered ${response.status}`)
}
