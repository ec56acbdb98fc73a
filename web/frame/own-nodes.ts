// Nodes that were once reached over loopback run on this machine. Remembered, because they hold our work also while
// they are away, and must never be counted as somebody else's laptop.
import { type AuthorId, type ConnectedPeer, isAuthorId } from '../../src/index.ts'

const key = 'divelog-own-nodes'
const maxKept = 16

export function rememberOwnNodes(peers: readonly ConnectedPeer[]): readonly AuthorId[] {
  const known = (localStorage.getItem(key) ?? '').split(' ').filter(isAuthorId)
  const seen = peers.filter((peer) => peer.isThisMachine).map((peer) => peer.id)
  const fresh = seen.filter((id) => !known.includes(id))
  if (fresh.length === 0) return known
  const all = [...fresh, ...known].slice(0, maxKept)
  localStorage.setItem(key, all.join(' '))
  return all
}
