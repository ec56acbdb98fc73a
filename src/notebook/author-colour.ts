// People have a colour, the same on every laptop.
import type { AuthorId } from '../domain/ids.ts'

/** The same colour for an author on every laptop, from the key: eight hues far enough apart, dark enough for text. */
export function colourOf(author: AuthorId): string {
  const palette = ['#b3261e', '#8c4a00', '#5b6300', '#1b6d3a', '#00687a', '#2a5bb0', '#6a4fb5', '#9a3a86']
  let sum = 0
  for (const character of author) sum = (sum * 31 + character.charCodeAt(0)) >>> 0
  return palette[sum % palette.length] ?? '#2a5bb0'
}
