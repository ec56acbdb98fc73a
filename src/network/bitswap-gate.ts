// Bitswap answers anybody who knows a CID. This service lets only peers that proved the camp key in, so that knowing
// the CID of a private note is not enough to read it.
import type { PeerId, Stream, StreamHandler } from '@libp2p/interface'
import type { Registrar } from '@libp2p/interface-internal'

const bitswapProtocol = '/ipfs/bitswap/1.2.0'

export interface BitswapGate {
  /** Puts the gate before the handler that bitswap registered; call it after bitswap started. */
  guard(isAllowed: (peer: PeerId) => boolean): Promise<void>
}

export const bitswapGate =
  () =>
  (components: { readonly registrar: Registrar }): BitswapGate => ({
    async guard(isAllowed) {
      const { registrar } = components
      // Middleware would be the place, but libp2p 3.3 appends each stream's handler to the registered array.
      const { handler, options } = registrar.getHandler(bitswapProtocol)
      const guarded: StreamHandler = (stream, connection) => {
        if (isAllowed(connection.remotePeer)) return handler(stream, connection)
        refuse(stream)
      }
      await registrar.handle(bitswapProtocol, guarded, { ...options, force: true })
    },
  })

const refuse = (stream: Stream): void => stream.abort(new Error('not in this camp'))
