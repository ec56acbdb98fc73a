// Whether a multiaddr leads to this very machine.
export const isThisMachine = (multiaddr: string): boolean =>
  (multiaddr.startsWith('/ip4/127.') || multiaddr.startsWith('/ip6/::1/')) && !multiaddr.includes('/p2p-circuit')
