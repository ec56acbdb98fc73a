// The bus between the tabs of one browser.
import type { Bus, BusMessage } from '../notebook/ports.ts'

export function createBroadcastBus(name: string): Bus {
  const channel = new BroadcastChannel(name)
  let closed = false
  return {
    post(message) {
      if (!closed) channel.postMessage(message)
    },
    subscribe(listener) {
      // Only tabs of our own origin can post here, and they run this code.
      const onMessage = (event: MessageEvent<BusMessage>): void => listener(event.data)
      channel.addEventListener('message', onMessage)
      return () => channel.removeEventListener('message', onMessage)
    },
    close() {
      closed = true
      channel.close()
    },
  }
}
