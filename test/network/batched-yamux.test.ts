import type { MultiaddrConnection, Stream, StreamMuxer, StreamMuxerFactory } from '@libp2p/interface'
import { multiaddrConnectionPair } from '@libp2p/utils'
import { yamux } from '@libp2p/yamux'
import { describe, expect, it } from 'vitest'
import { batchedYamux } from '../../src/network/batched-yamux.ts'

interface Wire {
  readonly near: StreamMuxer
  readonly far: StreamMuxer
  /** Frames that the far end sent so far. */
  answers(): number
}

function connect(createFactory: () => StreamMuxerFactory): Wire {
  const [nearEnd, farEnd] = multiaddrConnectionPair()
  let answers = 0
  const send = farEnd.send.bind(farEnd)
  farEnd.send = ((data: Parameters<MultiaddrConnection['send']>[0]) => {
    answers++
    return send(data)
  }) as MultiaddrConnection['send']
  const near = createFactory().createStreamMuxer(nearEnd)
  const far = createFactory().createStreamMuxer(farEnd)
  return { near, far, answers: () => answers }
}

/** Sends pieces to the far end one after the other; resolves with the bytes that came out there. */
async function carry({ near, far }: Wire, pieces: number, pieceBytes: number): Promise<number> {
  const arrived = Promise.withResolvers<number>()
  let bytes = 0
  far.addEventListener('stream', ({ detail: stream }: CustomEvent<Stream>) => {
    stream.addEventListener('message', ({ data }) => {
      bytes += data.byteLength
      if (bytes === pieces * pieceBytes) arrived.resolve(bytes)
    })
  })
  const stream = await near.createStream()
  for (let sent = 0; sent < pieces; sent++) {
    if (!stream.send(new Uint8Array(pieceBytes))) await stream.onDrain()
    await new Promise((done) => setImmediate(done))
  }
  return arrived.promise
}

describe('yamux with batched window updates', () => {
  it('carries what is many times the window', async () => {
    const wire = connect(batchedYamux())
    expect(await carry(wire, 100, 100_000)).toBe(10_000_000)
  }, 30_000)

  it('answers small messages with next to no frames, where the library answers each', async () => {
    const [ours, theirs] = [connect(batchedYamux()), connect(yamux())]
    expect(await carry(ours, 500, 300)).toBe(150_000)
    expect(await carry(theirs, 500, 300)).toBe(150_000)
    expect(theirs.answers()).toBeGreaterThan(400)
    expect(ours.answers()).toBeLessThan(20)
  })
})
