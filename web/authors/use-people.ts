// Names and colours of authors, also of those whose profile has not come yet.
import { useMemo } from 'react'
import { type AuthorId, colourOf } from '../../src/index.ts'
import { useAuthors, useSelf } from '../notebook-context.tsx'

export interface People {
  readonly self: AuthorId
  /** What to call somebody: their name, or the end of their id. */
  nameOf(author: AuthorId): string
  colourOf(author: AuthorId): string
}

/** The same object until a name changes. */
export function usePeople(): People {
  const authors = useAuthors()
  const self = useSelf()
  return useMemo(
    () => ({
      self,
      nameOf: (id) => authors.find((author) => author.id === id)?.name || `…${id.slice(-6)}`,
      // From the key: what a profile says need not be readable under white initials.
      colourOf,
    }),
    [authors, self],
  )
}
