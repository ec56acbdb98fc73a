// A TCP proxy that lets so many bytes of the answers through and then holds them back until it is opened: what happens
// in the middle of a transfer can be looked at for as long as it takes.
import { createConnection, createServer, type Socket } from 'node:net'

export interface Valve {
  /** The multiaddr to dial instead. */
  readonly addr: string
  open(): void
  stop(): void
}

/** `bytes`: what may pass from the target, all connections together. */
export async function startValve(target: string, bytes: number): Promise<Valve> {
  const [, host = '', port = '', peer = ''] = /^\/ip4\/([\d.]+)\/tcp\/(\d+)(.*)$/.exec(target) ?? []
  const sockets = new Set<Socket>()
  let passed = 0
  let isOpen = false
  const server = createServer((incoming) => {
    const outgoing = createConnection(Number(port), host)
    for (const [one, other] of [[incoming, outgoing] as const, [outgoing, incoming] as const]) {
      sockets.add(one)
      one.on('error', () => one.destroy())
      one.on('close', () => other.destroy())
    }
    incoming.pipe(outgoing)
    outgoing.on('data', (chunk) => {
      passed += chunk.length
      incoming.write(chunk)
      if (!isOpen && passed >= bytes) outgoing.pause()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const own = typeof address === 'object' && address !== null ? address.port : 0
  return {
    addr: `/ip4/127.0.0.1/tcp/${own}${peer}`,
    open() {
      isOpen = true
      for (const socket of sockets) socket.resume()
    },
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
