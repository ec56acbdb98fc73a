// Names and colours of authors, also of those whose profile has not come yet.
import { useEffect, useMemo, useState } from 'react'
import { type AuthorId, colourOf } from '../../src/index.ts'
import { useAuthors, useSelf } from '../notebook-context.tsx'
import { namesakes, namesByAuthor } from './names-by-author.ts'

export interface People {
  readonly self: AuthorId
  /** What to call somebody: their name, told apart from others of that name, or the end of their id. */
  nameOf(author: AuthorId): string
  colourOf(author: AuthorId): string
}

/** The same object until a name changes. */
export function usePeople(): People {
  const authors = useAuthors()
  const self = useSelf()
  const wordPair = useWordPair(namesakes(authors).length > 0)
  return useMemo(() => {
    const names = namesByAuthor(authors, wordPair)
    return {
      self,
      nameOf: (id) => names.get(id) ?? `…${id.slice(-6)}`,
      // From the key: what a profile says need not be readable under white initials.
      colourOf,
    }
  }, [authors, self, wordPair])
}

type WordPair = (author: AuthorId) => string
let loaded: WordPair | undefined

/** Undefined until it is wanted and there. */
function useWordPair(isWanted: boolean): WordPair | undefined {
  const [wordPair, setWordPair] = useState(() => loaded)
  useEffect(() => {
    if (!isWanted || wordPair !== undefined) return
    import('./load-word-pair.ts').then(
      (file) => {
        loaded = file.wordPair
        setWordPair(() => file.wordPair)
      },
      // Not stored yet and nobody reachable: the names alone are right too.
      () => undefined,
    )
  }, [isWanted, wordPair])
  return wordPair
}
