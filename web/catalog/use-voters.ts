// Names and colours of those who would join. The words that tell two people of one name apart stay with the screens that
// come later: the catalog is what everybody waits for.
import { useMemo } from 'react'
import { type AuthorId, colourOf } from '../../src/index.ts'
import { useAuthors, useSelf } from '../notebook-context.tsx'

export interface Voters {
  readonly self: AuthorId
  nameOf(author: AuthorId): string
  colourOf(author: AuthorId): string
}

/** Read once for a whole list; the same object until a name changes. */
export function useVoters(): Voters {
  const authors = useAuthors()
  const self = useSelf()
  return useMemo(() => {
    const names = new Map(authors.map(({ id, name }) => [id, name]))
    return { self, nameOf: (id) => names.get(id) || 'No name yet', colourOf }
  }, [authors, self])
}
