// How a peer is connected, in words.
import type { ConnectedPeer } from '../../src/index.ts'

const ways: Readonly<Record<ConnectedPeer['via'], string>> = {
  tcp: 'directly',
  websocket: 'through a socket on this network',
  webrtc: 'directly, by WebRTC',
  'webrtc-direct': 'directly, browser to laptop',
  relay: 'through another laptop',
  other: 'another way',
}

/** Two browsers talk by WebRTC, and so does a browser with a laptop that it met through another one. */
export const isBetweenBrowsers = ({ via, isNode }: Pick<ConnectedPeer, 'via' | 'isNode'>): boolean =>
  via === 'webrtc' && isNode === false

export const wayWords = (peer: Pick<ConnectedPeer, 'via' | 'isNode'>): string =>
  isBetweenBrowsers(peer) ? 'browser to browser' : ways[peer.via]
