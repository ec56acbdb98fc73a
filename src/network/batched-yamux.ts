// Yamux that tells the sender of its window when half of it is used, as the specification's own implementation does.
// js-libp2p's answers every data frame with a frame of its own: while four people type, two of five frames were these,
// each encrypted, sent and decrypted for itself.
import { type YamuxMuxerInit, yamux } from '@libp2p/yamux'

type CreateFactory = ReturnType<typeof yamux>
type Muxer = ReturnType<ReturnType<CreateFactory>['createStreamMuxer']>

/** A reader that asks for a pause still gets what is on its way: less than libp2p holds for it, which is 4 MiB. */
const maxStreamWindowSize = 2 * 1024 * 1024

/** `StreamState.Established`, which yamux 8 does not export. */
const established = 3

/** What yamux 8 keeps of a stream; looked at, never set. */
interface WindowedStream {
  readonly state: number
  readonly recvWindow: number
  readonly recvWindowCapacity: number
  sendWindowUpdate(): void
}

interface StreamMaker {
  _newStream(...args: readonly unknown[]): WindowedStream
}

export function batchedYamux(init?: YamuxMuxerInit): CreateFactory {
  const create = yamux({ ...init, streamOptions: { maxStreamWindowSize, ...init?.streamOptions } })
  return () => {
    const factory = create()
    const open = factory.createStreamMuxer.bind(factory)
    factory.createStreamMuxer = (connection) => batched(open(connection))
    return factory
  }
}

function batched(muxer: Muxer): Muxer {
  const maker = muxer as unknown as StreamMaker
  const make = maker._newStream.bind(maker)
  maker._newStream = (...args) => {
    const stream = make(...args)
    const send = stream.sendWindowUpdate.bind(stream)
    stream.sendWindowUpdate = () => {
      // The first ones open the stream at the other end; a paused stream notes the time.
      const isOpen = stream.state === established
      if (!isOpen || stream.recvWindowCapacity <= stream.recvWindow / 2) send()
    }
    return stream
  }
  return muxer
}
