// What a laptop is called: its owner's name.
import type { AuthorId } from '../../src/index.ts'
import { useAuthors, useNetworkState } from '../notebook-context.tsx'

export interface PeerNames {
  /** `Ana`, or the end of the id of somebody whose name has not come yet. */
  owner(id: AuthorId): string
  /** `Ana’s laptop`, or `this laptop’s own node`. */
  laptop(id: AuthorId): string
}

export function usePeerNames(): PeerNames {
  const authors = useAuthors()
  const { ownNodes } = useNetworkState()
  const owner = (id: AuthorId): string => authors.find((author) => author.id === id)?.name || `…${id.slice(-6)}`
  return {
    owner: (id) => (ownNodes.includes(id) ? 'this laptop’s own node' : owner(id)),
    laptop: (id) => (ownNodes.includes(id) ? 'this laptop’s own node' : `${owner(id)}’s laptop`),
  }
}
