// libp2p for a laptop: reached by TCP, WebSocket and WebRTC-direct, found by mDNS, relaying for browsers.
import { circuitRelayServer } from '@libp2p/circuit-relay-v2'
import type { PrivateKey } from '@libp2p/interface'
import { FaultTolerance } from '@libp2p/interface'
import { mdns } from '@libp2p/mdns'
import { noise } from '@libp2p/noise'
import { tcp } from '@libp2p/tcp'
import { webRTC } from '@libp2p/webrtc'
import { webSockets } from '@libp2p/websockets'
import { batchedYamux } from './batched-yamux.ts'
import { circuitRelay } from './circuit-relay.ts'
import { crowdLimits, divelogServices, patientMonitor } from './libp2p-services.ts'
import { orderlyWebRTCDirect } from './orderly-webrtc-direct.ts'
import { createPeerGate } from './peer-gate.ts'

export interface NodeOptionsInit {
  readonly privateKey: PrivateKey
  /** Multiaddrs to listen on. */
  readonly listen: readonly string[]
  /** Whether to look for laptops on the local network. @default true */
  readonly discover?: boolean
  /** STUN servers by URL; none by default, because the usual ones belong to four companies. @default [] */
  readonly stunUrls?: readonly string[]
}

export function nodeLibp2pOptions(init: NodeOptionsInit) {
  const rtcConfiguration = { iceServers: (init.stunUrls ?? []).map((urls) => ({ urls })) }
  const peerGate = createPeerGate()
  return {
    privateKey: init.privateKey,
    addresses: { listen: [...init.listen] },
    transports: [
      tcp(),
      webSockets(),
      webRTC({ rtcConfiguration }),
      orderlyWebRTCDirect({ rtcConfiguration }),
      circuitRelay(),
    ],
    streamMuxers: [batchedYamux()],
    connectionEncrypters: [noise()],
    connectionGater: peerGate.gater,
    connectionManager: crowdLimits,
    connectionMonitor: patientMonitor,
    transportManager: { faultTolerance: FaultTolerance.NO_FATAL },
    peerDiscovery: (init.discover ?? true) ? [mdns({ interval: 10_000 })] : [],
    services: {
      ...divelogServices(peerGate),
      // The defaults serve 15 peers for two minutes and 128 KiB: less than one group needs.
      relay: circuitRelayServer({
        reservations: { maxReservations: 200, applyDefaultLimit: false, reservationTtl: 2 * 60 * 60 * 1000 },
        maxInboundHopStreams: 256,
        maxOutboundHopStreams: 256,
        maxOutboundStopStreams: 512,
      }),
    },
  }
}
