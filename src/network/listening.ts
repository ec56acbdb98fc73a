// Which of the addresses that a laptop wants to be reached at are listened at. libp2p goes on without the others and
// only logs why, so that nobody would know why no peer comes.

export interface ListenTrouble {
  /** The multiaddr that could not be listened at. */
  readonly wanted: string
  /** The multiaddr of the same kind that is listened at instead; absent when there is none. */
  readonly instead?: string
}

/** Of `wanted`, with port 0 for any, those that `heard` has none for. */
export function unheardAddrs(wanted: readonly string[], heard: readonly string[]): string[] {
  const places = heard.map(placeOf)
  return wanted.filter((addr) => {
    const { kind, port } = placeOf(addr)
    return kind !== 'other' && !places.some((place) => place.kind === kind && (port === 0 || place.port === port))
  })
}

export const listenTroubles = (wanted: readonly string[], heard: readonly string[]): ListenTrouble[] =>
  unheardAddrs(wanted, heard).map((addr) => {
    const instead = heard.find((other) => placeOf(other).kind === placeOf(addr).kind)
    return instead === undefined ? { wanted: addr } : { wanted: addr, instead }
  })

export const onAnyPort = (addr: string): string => addr.replace(/\/(tcp|udp)\/\d+/, '/$1/0')

export interface ListenPlace {
  readonly kind: 'tcp' | 'websocket' | 'webrtc-direct' | 'other'
  readonly port: number
}

export function placeOf(addr: string): ListenPlace {
  const bare = addr.replace(/\/p2p\/.*$/, '')
  for (const [kind, pattern] of patterns) {
    const port = pattern.exec(bare)?.[1]
    if (port !== undefined) return { kind, port: Number(port) }
  }
  return { kind: 'other', port: 0 }
}

const patterns = [
  ['tcp', /\/tcp\/(\d+)$/],
  ['websocket', /\/tcp\/(\d+)\/ws$/],
  ['webrtc-direct', /\/udp\/(\d+)\/webrtc-direct(?:\/certhash\/[^/]+)*$/],
] as const
