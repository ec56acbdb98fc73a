// Which topic of the catalog an imported one is. Neither number nor title is an id: camps renumber and rename.
import type { ImportedTopic } from '../domain/markdown/import-markdown.ts'
import type { CatalogRow } from './ports.ts'

/** Number and title; then the title; then the number with a like title; then the words of the page's file name. */
export function findImportedRow(rows: ReadonlySet<CatalogRow>, topic: ImportedTopic): CatalogRow | undefined {
  const all = [...rows]
  const number = topic.number || topic.fileNumber
  const title = fold(topic.title)
  const sameTitle = all.filter((row) => fold(row.title) === title)
  const both = sameTitle.find((row) => row.number === number)
  if (both !== undefined) return both
  const fitting = sameTitle.filter((row) => isSameCamp(row, topic, number))
  if (fitting[0] !== undefined) return fitting[0]
  const renamed =
    number === '' ? undefined : all.find((row) => row.number === number && isAlike(row.title, topic.title))
  return renamed ?? findByFileName(all, topic.file)
}

/** A table with numbers and one without come from two camps, which may well have proposed the same title. */
function isSameCamp(row: CatalogRow, topic: ImportedTopic, number: string): boolean {
  const isPageAlone = topic.stated.length === 0 && number === ''
  return isPageAlone || (row.number === '') === (number === '')
}

function findByFileName(rows: readonly CatalogRow[], file: string): CatalogRow | undefined {
  const name = wordsOf((file.split('/').at(-1) ?? '').replace(/\.\w+$/, '').replace(/^\d+[-_. ]/, ''))
  const found = name === '' ? [] : rows.filter((row) => wordsOf(row.title) === name)
  return found.length === 1 ? found[0] : undefined
}

const wordsOf = (text: string): string => (fold(text).match(/[a-z0-9]+/g) ?? []).join('-')
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Half of the words in common: renamed, not replaced. */
function isAlike(a: string, b: string): boolean {
  const words = (text: string): Set<string> => new Set(fold(text).match(/[\p{L}\p{N}]{3,}/gu) ?? [])
  const [left, right] = [words(a), words(b)]
  const common = [...left].filter((word) => right.has(word)).length
  return common > 0 && common * 2 >= Math.min(left.size, right.size)
}
