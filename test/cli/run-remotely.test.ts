import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { CarFile } from '../../src/cli/car-file.ts'
import { runRemotely } from '../../src/cli/run-remotely.ts'
import { createTerminal } from '../../src/cli/terminal.ts'

let server: Server
let port = 0
let answer: (line: string) => string | undefined = () => undefined

beforeEach(async () => {
  server = createServer((request, response) => {
    request.once('data', (chunk: Buffer) => {
      const body = answer(chunk.toString())
      response.writeHead(body === undefined ? 403 : 200).end(body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  port = typeof address === 'object' ? (address?.port ?? 0) : 0
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const size = 32 * 1024 * 1024
const car: CarFile = {
  name: 'camp.car',
  size,
  async *stream() {
    for (let sent = 0; sent < size; sent += 1024 * 1024) yield new Uint8Array(1024 * 1024)
  },
  read: async (_, length) => new Uint8Array(length),
  close: async () => undefined,
}

const run = (signal = new AbortController().signal): Promise<number> =>
  runRemotely({
    holder: { pid: 1, command: 'divelog serve', since: 0, port, token: 'wrong' },
    request: { argv: ['import', 'camp.car'], isTerminal: false, inputs: [], cars: [{ path: 'camp.car', size }] },
    cars: [car],
    terminal: createTerminal(),
    signal,
  })

it('a notebook that refuses before it has read the file is heard', async () => {
  await expect(run()).rejects.toThrow('answered 403')
})

it('a notebook that goes in the middle of its answer is a failure', async () => {
  answer = () => '{"kind":"print"'
  await expect(run()).rejects.toThrow()
})

it('a stop while the file is sent ends the sending', async () => {
  const stopping = new AbortController()
  answer = () => {
    stopping.abort(new Error('stopped'))
    return undefined
  }
  await expect(run(stopping.signal)).rejects.toThrow()
})
