// Names of people and their laptops, as far as they are known here.
import type { AuthorId } from '../../src/index.ts'
import { useAuthors, useNetworkState } from '../notebook-context.tsx'
import { laptopWords, ownerWords } from './peer-words.ts'

export interface PeerNames {
  /** `Ana`, or the two words of somebody whose name has not come yet. */
  owner(id: AuthorId): string
  /** `Ana’s laptop`, or `this laptop’s own node`. */
  laptop(id: AuthorId): string
}

export function usePeerNames(): PeerNames {
  const authors = useAuthors()
  const { ownNodes } = useNetworkState()
  const nameOf = (id: AuthorId): string => authors.find((author) => author.id === id)?.name ?? ''
  return {
    owner: (id) => (ownNodes.includes(id) ? ownNode : ownerWords(nameOf(id), id)),
    laptop: (id) => (ownNodes.includes(id) ? ownNode : laptopWords(nameOf(id), id)),
  }
}

const ownNode = 'this laptop’s own node'
