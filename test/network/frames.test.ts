// Frames on real streams between two nodes: however the bytes are cut on their way, and what is no frame.
import type { Stream } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { createLibp2p, type Libp2p } from 'libp2p'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../src/domain/limits.ts'
import { batchedYamux } from '../../src/network/batched-yamux.ts'
import { type Frames, openFrames } from '../../src/network/frames.ts'
import { randomBytes } from '../support/damage.ts'
import { createRandom } from '../support/random.ts'

const protocol = '/divelog-test/frames/1.0.0'
const random = createRandom(3015)
let sender: Libp2p
let reader: Libp2p
let arrived = Promise.withResolvers<Stream>()

const node = (): Promise<Libp2p> =>
  createLibp2p({
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    streamMuxers: [batchedYamux()],
    connectionEncrypters: [noise()],
  })

beforeAll(async () => {
  sender = await node()
  reader = await node()
  await reader.handle(protocol, (stream) => arrived.resolve(stream))
})
afterAll(async () => {
  await sender.stop()
  await reader.stop()
})

interface Line {
  readonly raw: Stream
  readonly from: Frames
  readonly to: Frames
}

async function open(signal = new AbortController().signal): Promise<Line> {
  arrived = Promise.withResolvers()
  const raw = await sender.dialProtocol(reader.getMultiaddrs(), protocol)
  const stream = await arrived.promise
  return { raw, from: openFrames(raw, new AbortController().signal), to: openFrames(stream, signal) }
}

async function readAll(frames: Frames, count: number): Promise<Uint8Array[]> {
  const read: Uint8Array[] = []
  // Node decrypts into Buffers; the bytes are what counts.
  while (read.length < count) read.push(new Uint8Array(await frames.read()))
  return read
}

const pause = (): Promise<void> => new Promise((done) => setTimeout(done, 5))

/** A varint and the bytes, made by hand. */
function framed(bytes: Uint8Array): Uint8Array {
  const length: number[] = []
  let left = bytes.byteLength
  for (; left >= 0x80; left = Math.floor(left / 128)) length.push((left % 128) | 0x80)
  return Uint8Array.from([...length, left, ...bytes])
}

describe('frames', () => {
  it('come as they were written, empty ones and the largest block too', async () => {
    const { from, to } = await open()
    const sizes = [0, 1, 127, 128, 16_383, 16_384, 300_000, 0, limits.maxBlockBytes + 36, 5]
    const sent = sizes.map((size) => randomBytes(size, random))
    const reading = readAll(to, sent.length)
    for (const frame of sent) await from.write(frame)
    await from.flush()
    expect(await reading).toEqual(sent)
  })

  it('are found however their bytes are cut on the way', async () => {
    const { raw, to } = await open()
    const sent = Array.from({ length: 60 }, () => randomBytes(Math.floor(random() ** 4 * 2_000), random))
    const bytes = new Uint8Array(await new Blob(sent.map((frame) => framed(frame) as BlobPart)).arrayBuffer())
    const reading = readAll(to, sent.length)
    for (let at = 0; at < bytes.byteLength; ) {
      const size = random() < 0.5 ? 1 : Math.ceil(random() * 700)
      raw.send(bytes.slice(at, at + size))
      at += size
      if (random() < 0.2) await pause()
    }
    expect(await reading).toEqual(sent)
  })

  it('that wait are read after the other side has closed, and then there is an end', async () => {
    const { from, raw, to } = await open()
    await from.write(Uint8Array.of(1, 2))
    await from.write(Uint8Array.of(3))
    await from.flush()
    await raw.close()
    await pause()
    expect(await readAll(to, 2)).toEqual([Uint8Array.of(1, 2), Uint8Array.of(3)])
    await expect(to.read()).rejects.toThrow('the stream ended')
  })

  it('are there for who listens only after the other side has closed', async () => {
    arrived = Promise.withResolvers()
    const raw = await sender.dialProtocol(reader.getMultiaddrs(), protocol)
    const stream = await arrived.promise
    raw.send(framed(Uint8Array.of(7, 8)))
    await raw.close()
    await expect.poll(() => stream.remoteWriteStatus).not.toBe('writable')
    const to = openFrames(stream, new AbortController().signal)
    expect(await readAll(to, 1)).toEqual([Uint8Array.of(7, 8)])
    await expect(to.read()).rejects.toThrow('the stream ended')
  })

  it('that break off are an error, not a shorter frame', async () => {
    const { raw, to } = await open()
    raw.send(framed(new Uint8Array(100)).slice(0, 40))
    await raw.close()
    await expect(to.read()).rejects.toThrow('the stream ended')
  })

  it('longer than any block are refused before they come', async () => {
    const { raw, to } = await open()
    raw.send(framed(new Uint8Array(limits.maxBlockBytes + 257)).slice(0, 4))
    await expect(to.read()).rejects.toThrow(`a frame of more than ${limits.maxBlockBytes + 256} bytes`)
    await expect(to.read()).rejects.toThrow('a frame of more than')
  })

  it('whose length never ends are refused', async () => {
    const { raw, to } = await open()
    raw.send(new Uint8Array(64).fill(0xff))
    await expect(to.read()).rejects.toThrow('a frame of more than')
  })

  it('end with the signal, also while none comes', async () => {
    const stopping = new AbortController()
    const { to } = await open(stopping.signal)
    const reading = to.read()
    stopping.abort(new Error('stopped by hand'))
    await expect(reading).rejects.toThrow('stopped by hand')
  })

  it('end with the line', async () => {
    const { raw, to } = await open()
    const reading = to.read()
    raw.abort(new Error('gone'))
    await expect(reading).rejects.toThrow()
  })

  it('all reach a reader who takes them slowly, and the writer waits meanwhile', async () => {
    const { from, to } = await open()
    const count = 30
    let written = 0
    const flood = async (): Promise<void> => {
      for (; written < count; written++) await from.write(new Uint8Array(1_000_000).fill(written))
      await from.flush()
    }
    const flooding = flood()
    await new Promise((done) => setTimeout(done, 300))
    // The reader holds 4 MiB, libp2p what was on its way, and the writer what it could not send.
    expect(written).toBeLessThan(15)
    for (let i = 0; i < count; i++) {
      const frame = await to.read()
      expect([frame.byteLength, frame[0], frame[999_999]]).toEqual([1_000_000, i, i])
      if (i % 5 === 0) await new Promise((done) => setTimeout(done, 40))
    }
    await flooding
  })
})
