// What authors are called: by their name, and where several have it, with the two words that come from the key of each.
import type { Author, AuthorId } from '../../src/index.ts'

type Named = Pick<Author, 'id' | 'name'>

/**
 * Without those who have no name yet.
 *
 * @param wordPair the words of the People screen, the same on every laptop; undefined until they are loaded
 */
export function namesByAuthor(
  authors: readonly Named[],
  wordPair: ((author: AuthorId) => string) | undefined,
): ReadonlyMap<AuthorId, string> {
  const shared = new Set(namesakes(authors).map(({ id }) => id))
  const nameOf = ({ id, name }: Named): string =>
    shared.has(id) && wordPair !== undefined ? `${name.trim()} (${wordPair(id)})` : name
  return new Map(authors.filter(isNamed).map((author) => [author.id, nameOf(author)]))
}

/** Those whose name others have too. Nobody hears a capital letter. */
export function namesakes(authors: readonly Named[]): readonly Named[] {
  const byName = Map.groupBy(authors.filter(isNamed), ({ name }) => name.trim().toLowerCase())
  return [...byName.values()].filter((sharing) => sharing.length > 1).flat()
}

const isNamed = ({ name }: Named): boolean => name.trim() !== ''
