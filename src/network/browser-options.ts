// libp2p for a page: dials laptops by WebSocket or WebRTC-direct, and other pages by WebRTC through a relay.
import { FaultTolerance, type PrivateKey } from '@libp2p/interface'
import { noise } from '@libp2p/noise'
import { webRTC, webRTCDirect } from '@libp2p/webrtc'
import { webSockets } from '@libp2p/websockets'
import { batchedYamux } from './batched-yamux.ts'
import { circuitRelay } from './circuit-relay.ts'
import { crowdLimits, divelogServices, patientMonitor } from './libp2p-services.ts'
import { createPeerGate } from './peer-gate.ts'

export interface BrowserOptionsInit {
  readonly privateKey: PrivateKey
  /** STUN servers by URL; none by default, because the usual ones belong to four companies. @default [] */
  readonly stunUrls?: readonly string[]
}

export function browserLibp2pOptions(init: BrowserOptionsInit) {
  const rtcConfiguration = { iceServers: (init.stunUrls ?? []).map((urls) => ({ urls })) }
  const peerGate = createPeerGate()
  return {
    privateKey: init.privateKey,
    // Any relay that is met, not one by name: a reservation there never comes back once it was lost (js-libp2p#3601). One
    // that fails must not stop the page: the laptop may simply be away.
    addresses: { listen: ['/p2p-circuit', '/webrtc'] },
    transports: [webSockets(), webRTC({ rtcConfiguration }), webRTCDirect({ rtcConfiguration }), circuitRelay()],
    streamMuxers: [batchedYamux()],
    connectionEncrypters: [noise()],
    connectionGater: peerGate.gater,
    connectionManager: crowdLimits,
    connectionMonitor: patientMonitor,
    transportManager: { faultTolerance: FaultTolerance.NO_FATAL },
    services: divelogServices(peerGate),
  }
}
