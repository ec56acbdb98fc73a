// The node of a laptop: keeps a replica, serves the web app, meets other laptops, and relays for browsers.
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { InvalidInputError } from '../domain/errors.ts'
import type { OpenNodeNotebook } from '../open-notebook.node.ts'
import { type CampHost, openCampHost } from './camp-host.ts'
import { answerControl, type ServerRun } from './control-api.ts'
import { controlPath } from './control-messages.ts'
import { freePort, isFree } from './free-port.ts'
import { listenAddrs } from './listen-addrs.ts'
import { pageUrls } from './page-urls.ts'
import { answerRead, readPath } from './read-only-view.ts'
import { isLoopback } from './request-guard.ts'
import { answerSession } from './session-api.ts'
import { answerStatic } from './static-files.ts'

export interface ServeOptions {
  readonly home: string
  readonly host: string
  /** Left out, 4747 or the next free port is taken. */
  readonly port?: number
  /** Folder of the built web app. */
  readonly webRoot: string
  /** Runs commands that other processes send. */
  readonly run: ServerRun
  /** Called with each camp that is opened, also by a page later. */
  readonly onOpened?: (opened: OpenNodeNotebook) => void
}

export interface Serving {
  readonly url: string
  readonly host: CampHost
  stop(): Promise<void>
}

export const defaultPort = 4747
const loopback = '127.0.0.1'

export async function serve(options: ServeOptions): Promise<Serving> {
  const token = randomBytes(24).toString('base64url')
  const port = await choosePort(options)
  const control = { port: 0, token }
  const host = await openCampHost({
    home: options.home,
    network: await listenAddrs(options.home),
    async onOpened(opened) {
      await opened.lock.publish(control)
      options.onOpened?.(opened)
    },
  })
  // What a crash left of a command that was sending a file.
  await rm(join(options.home, 'incoming'), { recursive: true, force: true })
  const pages = (): string[] => pageUrls(options.host, portOf(server))
  const server = createServer(
    (request, response) =>
      void answer({ ...options, token, host, isPublic: !isLoopback(options.host), pages }, request, response),
  )
  // Other commands come by 127.0.0.1, which a server on one address of the network does not hear.
  const door = hearsLoopback(options.host)
    ? undefined
    : createServer((request, response) => server.emit('request', request, response))
  try {
    await listen(server, port, options.host)
    if (door !== undefined) await listen(door, 0, loopback)
  } catch (error) {
    if (server.listening) await close(server)
    await host.stop()
    throw error
  }
  control.port = portOf(door ?? server)
  await host.current()?.lock.publish(control)
  return {
    url: `http://${urlHost(options.host)}:${portOf(server)}/`,
    host,
    async stop() {
      await close(server)
      if (door !== undefined) await close(door)
      await host.stop()
    },
  }
}

interface Answering extends Omit<ServeOptions, 'host'> {
  readonly token: string
  readonly host: CampHost
  /** Listens beyond this machine. */
  readonly isPublic: boolean
  readonly pages: () => readonly string[]
}

async function answer(init: Answering, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const opened = (): OpenNodeNotebook | undefined => init.host.current()
  const path = request.url ?? '/'
  try {
    if (path === controlPath) await answerControl(controlOf(init, opened), request, response)
    else if (path.startsWith('/api/')) await answerSession(init, request, response)
    else if (path.startsWith(readPath))
      await answerRead({ opened: opened(), isPublic: init.isPublic }, request, response)
    else await answerStatic(init.webRoot, request, response)
  } catch {
    // The page gets a code, never our text; a broken request costs itself.
    if (!response.headersSent) response.writeHead(500)
    response.end()
  }
}

const controlOf = (
  { token, home, run }: Answering,
  opened: () => OpenNodeNotebook | undefined,
): Parameters<typeof answerControl>[0] => ({ token, run, opened, incoming: join(home, 'incoming') })

async function choosePort({ port, host }: ServeOptions): Promise<number> {
  if (port === undefined) return freePort(defaultPort, host)
  if (port !== 0 && !(await isFree(port, host))) {
    throw new InvalidInputError('port', String(port), 'is in use; choose another with --port, or 0 for any')
  }
  return port
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      done()
    })
  })
}

const hearsLoopback = (host: string): boolean => [loopback, '0.0.0.0', '::'].includes(host)

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done) => server.close(() => done()))
}

/** An address that listens for everybody is reached here as localhost. */
function urlHost(host: string): string {
  if ([loopback, '0.0.0.0', '::'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}
