// Which topic somebody means: an id, the start of one, a number or a title, in this order.
import { InvalidInputError, NotFoundError } from '../domain/errors.ts'
import { isTopicId, type TopicId } from '../domain/ids.ts'
import { isShown } from '../domain/imported-doubles.ts'
import type { CatalogRow } from './ports.ts'

/** Shorter starts of an id would too often be words. */
const minIdStart = 4

/** @throws {NotFoundError} for none, {InvalidInputError} when several fit */
export function findTopic(rows: readonly CatalogRow[], text: string): TopicId {
  const wanted = text.trim()
  if (isTopicId(wanted)) {
    const row = rows.find((candidate) => candidate.id === wanted)
    if (row !== undefined) return row.id
  }
  const folded = wanted.toLowerCase()
  const ways: readonly ((row: CatalogRow) => boolean)[] = [
    (row) => row.number !== '' && (row.number === wanted || row.number === wanted.replace(/^#/, '')),
    (row) => wanted.length >= minIdStart && row.id.startsWith(folded),
    (row) => row.title === wanted,
    (row) => row.title.toLowerCase() === folded,
    (row) => wanted.length >= minIdStart && row.title.toLowerCase().includes(folded),
  ]
  for (const fits of ways) {
    const found = rows.filter((row) => isShown(row) && fits(row))
    const [only] = found
    if (only !== undefined && found.length === 1) return only.id
    if (found.length > 1) throw several(wanted, found)
  }
  throw new NotFoundError('topic', text, { hint: '`divelog list` shows what is' })
}

function several(text: string, rows: readonly CatalogRow[]): InvalidInputError {
  const shown = rows.slice(0, 5).map((row) => `${row.id.slice(0, 8)} “${row.title}”`)
  const more = rows.length > shown.length ? `, and ${rows.length - shown.length} more` : ''
  return new InvalidInputError('topic', text, `fits ${rows.length} topics: ${shown.join(', ')}${more}; use an id`)
}
