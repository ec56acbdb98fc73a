// Members of the camp that a shared peer knows are met through it: WebRTC where both can, the relay else. That is how
// two browsers that only know one laptop find each other, and stay connected when the laptop goes.
import type { Libp2p, PeerId } from '@libp2p/interface'
import { peerIdFromString } from '@libp2p/peer-id'
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr'
import type { AuthorId } from '../domain/ids.ts'
import { connectionKind } from './connection-kind.ts'
import type { PeerKeeper } from './peer-keeper.ts'

/** The one with the smaller id dials; the other only when it was told of the peer this often in vain. */
const patience = 3
const defaultUpgradeMs = 20_000

// The next time the peer is heard of, it is tried again.
const stayRelayed = (): undefined => undefined

export interface Introductions {
  /** `relay` is connected to these members. */
  hear(relay: PeerId, members: readonly AuthorId[]): void
}

export interface IntroductionsComponents {
  readonly libp2p: Pick<Libp2p, 'getConnections' | 'peerId' | 'dial'>
  readonly keeper: Pick<PeerKeeper, 'discovered'>
}

export interface IntroductionsInit {
  /** What a direct connection beside a relayed one may take, in milliseconds. @default 20000 */
  readonly upgradeMs?: number
}

export function createIntroductions(
  { libp2p, keeper }: IntroductionsComponents,
  { upgradeMs = defaultUpgradeMs }: IntroductionsInit = {},
): Introductions {
  const told = new Map<AuthorId, number>()
  const waysTo = (id: string): string[] =>
    libp2p
      .getConnections()
      .filter((connection) => connection.remotePeer.toString() === id)
      .map((connection) => connectionKind(connection.remoteAddr.toString()))

  /**
   * A relayed connection works and dies with the relay: try for a direct one beside it, and keep what there is. An upgrade
   * that fails must not take the relayed one along (js-libp2p#3015), so nothing here ever closes a connection.
   */
  const goDirect = (addr: Multiaddr): void => {
    libp2p.dial(addr, { force: true, signal: AbortSignal.timeout(upgradeMs) }).catch(stayRelayed)
  }

  return {
    hear(relay, members) {
      const self = libp2p.peerId.toString()
      const way = libp2p.getConnections().find((c) => c.remotePeer.equals(relay) && c.direction === 'outbound')
      if (way === undefined) return
      const base = way.remoteAddr.toString().includes('/p2p/')
        ? way.remoteAddr.toString()
        : `${way.remoteAddr}/p2p/${relay}`
      // Through a relay of a relay nothing is dialled.
      if (base.includes('/p2p-circuit')) return
      for (const member of members) {
        const ways = waysTo(member)
        if (member === self || ways.some((kind) => kind !== 'relay')) {
          told.delete(member)
          continue
        }
        const times = (told.get(member) ?? 0) + 1
        told.set(member, times)
        if (!isTurn(self > member ? times - patience + 1 : times)) continue
        const direct = multiaddr(`${base}/p2p-circuit/webrtc/p2p/${member}`)
        if (ways.length > 0) {
          goDirect(direct)
          continue
        }
        keeper.discovered(peerIdFromString(member), [direct, multiaddr(`${base}/p2p-circuit/p2p/${member}`)])
      }
    },
  }
}

/**
 * The first time, then after twice as many as before. A pull tells of members every half minute, and each try costs one
 * of the 500 RTCPeerConnections that Chrome allows a tab in its life (js-libp2p#2591).
 */
const isTurn = (times: number): boolean => times > 0 && Number.isInteger(Math.log2(times))
