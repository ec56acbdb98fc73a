// Our own multiaddrs. libp2p works them out anew each time it is asked, which takes milliseconds, and screens ask at every
// key: a third of what a page did while it imported was this.
import type { Libp2p } from '@libp2p/interface'
import type { Clock } from '../notebook/ports.ts'

export interface OwnAddrs {
  list(): readonly string[]
  stop(): void
}

/** What no event tells of, such as an address that others say we have, is known this much later. */
const freshMs = 1_000

export function createOwnAddrs({ libp2p, clock }: { readonly libp2p: Libp2p; readonly clock: Clock }): OwnAddrs {
  let last: { readonly at: number; readonly addrs: readonly string[] } | undefined
  const forget = (): void => {
    last = undefined
  }
  const events = ['self:peer:update', 'transport:listening', 'transport:close'] as const
  for (const event of events) libp2p.addEventListener(event, forget)
  return {
    list() {
      const at = clock.now()
      if (last === undefined || Math.abs(at - last.at) >= freshMs) {
        last = { at, addrs: libp2p.getMultiaddrs().map(String) }
      }
      return last.addrs
    },
    stop() {
      for (const event of events) libp2p.removeEventListener(event, forget)
    },
  }
}
