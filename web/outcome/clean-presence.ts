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
    ...(isCursor(cursor) ? { cursor } : {}),
  }
}

// Yjs throws at a position without its form, and CodeMirror then shows nobody's cursor any more.
function isCursor(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { anchor, head } = value as { readonly anchor?: unknown; readonly head?: unknown }
  return isRelativePosition(anchor) && isRelativePosition(head)
}

/** As `Y.RelativePosition` reads in JSON. */
function isRelativePosition(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { type = null, tname = null, item = null } = value as Record<string, unknown>
  const isNamed = tname === null || (typeof tname === 'string' && tname.length <= maxNameCharacters)
  return isNamed && (type ?? tname ?? item) !== null && isIdOrNull(type) && isIdOrNull(item)
}

function isIdOrNull(value: unknown): boolean {
  if (value === null) return true
  if (typeof value !== 'object') return false
  const { client, clock } = value as Record<string, unknown>
  return isCount(client) && isCount(clock)
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0
