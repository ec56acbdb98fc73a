// Addresses of peers once met, kept in the replica for the next start.
import type { ReplicaStore } from './notebook/ports.ts'

export const peersSetting = 'network/peers'
const maxKept = 64

export async function knownPeers(store: Pick<ReplicaStore, 'loadSetting'>): Promise<string[]> {
  const stored = await store.loadSetting(peersSetting)
  return stored === undefined ? [] : JSON.parse(new TextDecoder().decode(stored))
}

export const encodePeers = (addrs: readonly string[]): Uint8Array =>
  new TextEncoder().encode(JSON.stringify([...new Set(addrs)].slice(0, maxKept)))
