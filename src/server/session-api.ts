// What the page asks its own laptop: which camp is here, and, on a first start, to make or join one.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { InvalidInputError, LimitExceededError } from '../domain/errors.ts'
import { formatInvite } from '../domain/invite.ts'
import { shareableAddrs } from '../network/shareable-addrs.ts'
import type { CampHost, StartInit } from './camp-host.ts'
import { listenWords } from './listen-words.ts'
import { isOwnPage } from './request-guard.ts'

const linesType = 'application/x-ndjson'
/** Markdown that a person starts a camp with, as JSON. */
const maxBodyBytes = 16 * 1024 * 1024

export interface SessionComponents {
  readonly host: CampHost
  /** Where people on other machines find these pages now. */
  readonly pages: () => readonly string[]
}

export async function answerSession(
  components: SessionComponents,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isOwnPage(request)) {
    response.writeHead(403).end()
    return
  }
  const answer = createAnswer(request, response)
  try {
    answer.end(200, await respond(components, request, answer))
  } catch (error) {
    if (answer.signal.aborted) return
    if (!(error instanceof Error)) throw error
    if (error instanceof InvalidInputError) {
      const { message, what, value, why } = error
      answer.end(400, { error: message, what, value, why })
    } else answer.end(error instanceof LimitExceededError ? 400 : 500, { error: error.message })
  }
}

interface Answer {
  /** Aborted when the page goes, or stops waiting. */
  readonly signal: AbortSignal
  /** One line of JSON before the last one, which holds the answer or the error; nothing for those who did not ask for lines. */
  progress(body: unknown): void
  end(status: number, body: unknown): void
}

function createAnswer(request: IncomingMessage, response: ServerResponse): Answer {
  const takesLines = request.headers.accept === linesType
  const gone = new AbortController()
  response.on('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  const begin = (status: number, type: string): void => {
    response.writeHead(status, {
      'content-type': type,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  }
  return {
    signal: gone.signal,
    progress(body) {
      if (!takesLines) return
      if (!response.headersSent) begin(200, linesType)
      response.write(`${JSON.stringify(body)}\n`)
    },
    end(status, body) {
      if (!response.headersSent) begin(status, 'application/json')
      response.end(JSON.stringify(body))
    },
  }
}

async function respond(components: SessionComponents, request: IncomingMessage, answer: Answer): Promise<unknown> {
  const { host } = components
  const route = `${request.method} ${request.url}`
  if (route === 'GET /api/session') return sessionOf(components)
  const body = await readBody(request)
  const string = (key: string): string => (typeof body[key] === 'string' ? body[key] : '')
  if (route === 'POST /api/camp') {
    await host.start(
      {
        name: string('name'),
        displayName: string('displayName'),
        starter: body.starter === true,
        files: fileFrom(body.file),
      },
      { signal: answer.signal, onProgress: ({ done, total }) => answer.progress({ done, total }) },
    )
    return sessionOf(components)
  }
  if (route === 'POST /api/join') {
    await host.join(string('link'), string('displayName'))
    return sessionOf(components)
  }
  throw new InvalidInputError('request', route, 'is not understood')
}

/** The file that a person chose, under its own name. */
function fileFrom(value: unknown): StartInit['files'] {
  if (value === undefined || value === null) return []
  const { name, base64 } = typeof value === 'object' ? (value as Record<string, unknown>) : {}
  if (typeof name === 'string' && typeof base64 === 'string') return [{ name, bytes: Buffer.from(base64, 'base64') }]
  throw new InvalidInputError('request', '', 'has a file without a name or without its bytes')
}

export function sessionOf({ host, pages }: SessionComponents): unknown {
  const opened = host.current()
  if (opened === undefined) {
    return { campId: null, name: null, invite: null, multiaddrs: [], reachableAddrs: [], pages: pages(), troubles: [] }
  }
  const addrs = opened.network?.multiaddrs() ?? []
  return {
    campId: opened.notebook.camp.id,
    name: opened.notebook.camp.name,
    invite: formatInvite({ ...opened.invite(), addrs: pageAddrs(addrs) }),
    multiaddrs: pageAddrs(addrs),
    reachableAddrs: shareableAddrs(addrs),
    pages: pages(),
    troubles: opened.listenTroubles.map(listenWords),
  }
}

/** A page on this machine reaches the node by WebSocket on loopback. */
const pageAddrs = (addrs: readonly string[]): string[] =>
  addrs.filter((addr) => addr.includes('/ws') && (addr.includes('/127.0.0.1/') || addr.includes('/::1/')))

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  if (request.headers['content-type'] !== 'application/json') {
    throw new InvalidInputError('request', request.headers['content-type'] ?? '', 'expected JSON')
  }
  if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) > maxBodyBytes) {
    throw new InvalidInputError('request', '', 'is too large')
  }
  const value = parseJson(await text(request))
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch (cause) {
    throw new InvalidInputError('request', '', 'is not JSON', { cause })
  }
}
