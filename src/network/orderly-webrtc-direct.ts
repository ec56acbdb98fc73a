// WebRTC-direct for a laptop, with a listener that can be closed. The library's own frees the UDP listener of node-datachannel
// 0.33, whose `stop` does not take it off the socket: the next handshake that somebody tries calls freed memory, and the
// process dies by SIGABRT or SIGSEGV. After that it waits without end for each connection to say that it is closed. And of a
// listener whose UDP port was taken, `close` throws again what kept it from listening, so that nothing could be stopped.
import type { Listener, Transport } from '@libp2p/interface'
import { webRTCDirect } from '@libp2p/webrtc'

type WebRTCDirectInit = NonNullable<Parameters<typeof webRTCDirect>[0]>
type WebRTCDirectComponents = Parameters<ReturnType<typeof webRTCDirect>>[0]

/** Connections are given this long to say that they are closed. */
const settleMs = 500

/** Listeners that were closed, kept from the garbage collector until the process ends: see above. */
const keptForEver: unknown[] = []

/** What is left of a closed listener holds the event loop: a process that had one must end by `process.exit`. */
export const orderlyWebRTCDirect =
  (init: WebRTCDirectInit) =>
  (components: WebRTCDirectComponents): Transport => {
    const transport = webRTCDirect(init)(components)
    const createListener = transport.createListener.bind(transport)
    // Nobody has the transport or the listener yet: this is how both are made.
    transport.createListener = (options) => closeInOrder(createListener(options))
    return transport
  }

function closeInOrder(listener: Listener): Listener {
  const close = listener.close.bind(listener)
  listener.close = async () => {
    const { connections, stunServer } = partsOf(listener)
    if (stunServer === undefined) return
    keptForEver.push(stunServer.close)
    stunServer.close = async () => undefined
    const until = AbortSignal.timeout(settleMs)
    await Promise.all([...connections.values()].map((connection) => closed(connection, until)))
    // One that broke in its handshake never says that it is closed.
    connections.clear()
    await close()
  }
  return listener
}

function closed(connection: RTCPeerConnection, until: AbortSignal): Promise<void> {
  return new Promise((done) => {
    until.addEventListener('abort', () => done())
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'closed') done()
    })
    connection.close()
  })
}

interface ListenerParts {
  readonly connections: Map<string, RTCPeerConnection>
  /** Absent unless it listens. */
  readonly stunServer?: { close: () => Promise<void> }
}

/** Fields that the library declares private: a version that keeps these things elsewhere is told at once, not in a crash. */
function partsOf(listener: Listener): ListenerParts {
  if (!('connections' in listener) || !(listener.connections instanceof Map)) {
    throw new TypeError('the WebRTC-direct listener of @libp2p/webrtc keeps its connections elsewhere now')
  }
  const { connections } = listener
  const stunServer = 'stunServer' in listener ? listener.stunServer : undefined
  return isClosable(stunServer) ? { connections, stunServer } : { connections }
}

const isClosable = (value: unknown): value is { close: () => Promise<void> } =>
  typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function'
