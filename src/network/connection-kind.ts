// How two peers are connected, told from the multiaddr of the connection.
import type { ConnectedPeer } from '../notebook/ports.ts'

export function connectionKind(multiaddr: string): ConnectedPeer['via'] {
  if (multiaddr.includes('/webrtc-direct')) return 'webrtc-direct'
  // A WebRTC connection keeps the relay that signalled it in its address.
  if (multiaddr.includes('/webrtc')) return 'webrtc'
  if (multiaddr.includes('/p2p-circuit')) return 'relay'
  if (multiaddr.includes('/ws')) return 'websocket'
  return multiaddr.includes('/tcp/') ? 'tcp' : 'other'
}
