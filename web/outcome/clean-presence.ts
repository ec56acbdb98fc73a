// What somebody else says of themselves in a document, before the editor believes it: it puts names and colours into the
// page as they came.
import type { AuthorId } from '../../src/index.ts'

const colourPattern = /^#[0-9a-f]{6}$/i
const fallbackColour = '#5a6b7a'
const maxNameCharacters = 60

/** A presence state as y-codemirror.next reads it; `null` says that somebody left. */
export function cleanPresence(state: unknown, from: AuthorId): object | null {
  if (typeof state !== 'object' || state === null) return null
  const { user, cursor } = state as { readonly user?: unknown; readonly cursor?: unknown }
  const { name, color } = typeof user === 'object' && user !== null ? (user as Record<string, unknown>) : {}
  const colour = typeof color === 'string' && colourPattern.test(color) ? color : fallbackColour
  return {
    user: {
      name: typeof name === 'string' ? name.slice(0, maxNameCharacters).toWellFormed() : 'Somebody',
      // The editor takes two cursors of one colour for one cursor, with one name: each person's colour reads differently.
      color: `${colour}/*${from}*/`,
      colorLight: `${colour}33`,
    },
    ...(typeof cursor === 'object' && cursor !== null ? { cursor } : {}),
  }
}
