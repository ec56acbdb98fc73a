// Which addresses are worth telling in an invite: those that somebody on another machine can dial, the best first.

/** More would make a QR code that no camera reads across a room. */
const maxShared = 6

/**
 * Direct addresses in the order given, then those through a relay; none of this very machine, and none that starts with
 * a connection that is up already, as libp2p writes down where WebRTC came from.
 */
export function shareableAddrs(addrs: Iterable<string>): string[] {
  const dialable = [...new Set(addrs)].filter((addr) => /^\/(ip4|ip6|dns)/.test(addr) && !isLoopback(addr))
  const isRelayed = (addr: string): boolean => addr.includes('/p2p-circuit')
  return [...dialable.filter((addr) => !isRelayed(addr)), ...dialable.filter(isRelayed)].slice(0, maxShared)
}

const isLoopback = (addr: string): boolean => /^\/(ip4\/127\.|ip6\/::1\/|dns[46]?\/localhost\/)/.test(addr)
