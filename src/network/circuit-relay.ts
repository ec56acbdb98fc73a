// The circuit relay transport, also where the relay was reached by WebRTC. Such a connection is known as `/webrtc/p2p/…`,
// the transport makes a listening address of it, and the address manager of libp2p 3.3 throws for every address that
// starts without IP or name, within an event listener, where nobody can catch it.
import { type CircuitRelayTransportComponents, circuitRelayTransport } from '@libp2p/circuit-relay-v2'
import type { Transport } from '@libp2p/interface'
import type { AddressManager } from '@libp2p/interface-internal'
import { isNetworkAddress } from '@libp2p/utils'

export const circuitRelay =
  () =>
  (components: CircuitRelayTransportComponents): Transport => {
    // Components are looked up when they are used: what is not overridden stays where it is.
    const own: CircuitRelayTransportComponents = Object.create(components, {
      addressManager: { value: withoutOddAddresses(components.addressManager) },
    })
    return circuitRelayTransport()(own)
  }

/** Nobody could dial those; the other addresses of the same relay stay. */
function withoutOddAddresses(manager: AddressManager): AddressManager {
  const confirm: AddressManager['confirmObservedAddr'] = (addr, options) => {
    if (isNetworkAddress(addr)) manager.confirmObservedAddr(addr, options)
  }
  const remove: AddressManager['removeObservedAddr'] = (addr) => {
    if (isNetworkAddress(addr)) manager.removeObservedAddr(addr)
  }
  return Object.create(manager, { confirmObservedAddr: { value: confirm }, removeObservedAddr: { value: remove } })
}
