// A TCP proxy that counts what passes, in both directions.
import { createConnection, createServer } from 'node:net'

export interface CountingProxy {
  /** The multiaddr to dial instead. */
  readonly addr: string
  bytes(): number
  stop(): void
}

export async function countingProxy(target: string): Promise<CountingProxy> {
  const [, host = '', port = '', peer = ''] = /^\/ip4\/([\d.]+)\/tcp\/(\d+)(.*)$/.exec(target) ?? []
  let bytes = 0
  const server = createServer((incoming) => {
    const outgoing = createConnection(Number(port), host)
    incoming.on('data', (chunk) => {
      bytes += chunk.length
    })
    outgoing.on('data', (chunk) => {
      bytes += chunk.length
    })
    for (const socket of [incoming, outgoing]) socket.on('error', () => socket.destroy())
    incoming.pipe(outgoing).pipe(incoming)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const own = typeof address === 'object' && address !== null ? address.port : 0
  return { addr: `/ip4/127.0.0.1/tcp/${own}${peer}`, bytes: () => bytes, stop: () => server.close() }
}
