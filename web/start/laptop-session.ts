// The laptop that served this page, asked over loopback: which camp it holds and where its node listens.

export interface LaptopSession {
  readonly campId: string | null
  readonly name: string | null
  readonly invite: string | null
  readonly multiaddrs: readonly string[]
}

/** Undefined when the page does not come from a laptop, or the laptop is away. */
export async function loadLaptopSession(): Promise<LaptopSession | undefined> {
  return request('/api/session')
}

/** @throws Error with the laptop's own words */
export async function startOnLaptop(init: {
  readonly name: string
  readonly displayName: string
  readonly starter: boolean
  readonly markdown: string
}): Promise<LaptopSession> {
  return post('/api/camp', init)
}

/** @throws Error with the laptop's own words */
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
  if (!response.ok) throw new Error(typeof answer.error === 'string' ? answer.error : `answered ${response.status}`)
  return answer
}
