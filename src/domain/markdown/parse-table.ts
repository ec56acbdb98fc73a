// The tables in which camps propose topics: `# | Topic | Description`, or `Topic | Proposed by | Necessary Participants
// | Description`, with cells missing or one too many. Cells are slices of the source.
import type { Link, Root, Table, TableCell, TableRow } from 'mdast'
import { type OutcomeState, outcomeStates } from '../outcome.ts'
import { parseCell } from './cell-text.ts'
import { contentOf, headingSource, parseTree } from './markdown-tree.ts'

export interface TableRowTopic {
  readonly number: string
  readonly title: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly proposedBy: readonly string[]
  readonly necessary: readonly string[]
  /** When the table says that the outcome is final, or in its final comments. */
  readonly outcomeState: OutcomeState | undefined
  /** Where the row links to, relative to the table's file; '' for nothing. */
  readonly page: string
  /** The fields for which the table has a column; what it does not mention it does not deny. */
  readonly stated: readonly TableField[]
}

export type TableField = Exclude<Column, 'title'>

export interface ParsedTable {
  readonly title: string
  readonly rows: readonly TableRowTopic[]
}

type Column = 'number' | 'title' | 'summary' | 'tags' | 'proposedBy' | 'necessary' | 'state'

/** What every table has under its head; most pages have none, and need not be parsed to know. */
const delimiterRow = /^(?=.*-)(?=.*\|)[|: \t-]+\r?$/m

/** The first table of the source that has a column of topics, or undefined. */
export function parseTopicTable(source: string): ParsedTable | undefined {
  if (!delimiterRow.test(source)) return undefined
  const tree = parseTree(source)
  for (const node of tree.children) {
    if (node.type !== 'table') continue
    const columns = columnsOf(node, source)
    if (!columns.includes('title')) continue
    const rows = node.children.slice(1).map((row) => parseRow(row, columns, source))
    return { title: titleOf(tree, source), rows: rows.filter((row) => row.title !== '') }
  }
  return undefined
}

function columnsOf(table: Table, source: string): (Column | undefined)[] {
  return (table.children[0]?.children ?? []).map((cell) => columnOf(cellSource(cell, source)))
}

function columnOf(heading: string): Column | undefined {
  const plain = heading
    .replace(/[*_`\\]/g, '')
    .trim()
    .toLowerCase()
  if (plain === '#' || plain === 'no' || plain === 'no.' || plain === 'number') return 'number'
  if (/^(topics?|titles?|sessions?|name)$/.test(plain)) return 'title'
  if (/^(descriptions?|summary|details)$/.test(plain)) return 'summary'
  if (/^tags?$/.test(plain)) return 'tags'
  if (/^(proposed by|proposers?|proposer)$/.test(plain)) return 'proposedBy'
  if (/^necessary( participants?)?$/.test(plain)) return 'necessary'
  return plain === 'state' || plain === 'status' ? 'state' : undefined
}

function parseRow(row: TableRow, columns: readonly (Column | undefined)[], source: string): TableRowTopic {
  const cellOf = (column: Column): TableCell | undefined => {
    const at = columns.indexOf(column)
    return at === -1 ? undefined : row.children[at]
  }
  const text = (column: Column): string => {
    const cell = cellOf(column)
    return cell === undefined ? '' : cellSource(cell, source)
  }
  const titleCell = cellOf('title')
  const link = titleCell?.children.find((child): child is Link => child.type === 'link')
  const label = link === undefined ? text('title') : linkLabel(link, source)
  const hasTags = columns.includes('tags')
  const split = hasTags ? { title: parseCell(label), tags: listOf(text('tags')) } : splitTags(label)
  const summary = parseCell(text('summary') || surplus(row, columns, source))
  return {
    number: parseCell(text('number')),
    title: split.title,
    summary,
    tags: split.tags,
    proposedBy: columns.includes('tags') ? listOf(text('proposedBy')) : peopleOf(text('proposedBy')),
    necessary: columns.includes('tags') ? listOf(text('necessary')) : peopleOf(text('necessary')),
    outcomeState: stateOf(text('state')),
    page: link === undefined ? pageIn(cellOf('summary')) : link.url,
    stated: columns.filter((column): column is TableField => column !== undefined && column !== 'title'),
  }
}

function stateOf(text: string): OutcomeState | undefined {
  const plain = text.trim().toLowerCase().replace(/\s+/g, '-')
  return outcomeStates.find((state) => state === plain && state !== 'draft')
}

/** A row with one cell too many keeps its last words: they stand where no heading is. */
function surplus(row: TableRow, columns: readonly unknown[], source: string): string {
  return row.children
    .slice(columns.length)
    .map((cell) => cellSource(cell, source))
    .filter((text) => text !== '')
    .join(' ')
}

/** A description that only links to a page, such as `[details](graphsync.md)`. */
function pageIn(cell: TableCell | undefined): string {
  const link = cell?.children.find((child): child is Link => child.type === 'link')
  return link !== undefined && /\.md$/i.test(link.url) ? link.url : ''
}

/** Emoji that end a title are tags, such as 📦. */
function splitTags(label: string): { readonly title: string; readonly tags: readonly string[] } {
  const found =
    /^(.*?)((?:\s*(?:\p{Extended_Pictographic}|\p{Regional_Indicator})(?:\p{M}|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*)+)\s*$/su.exec(
      label,
    )
  const title = found?.[1]?.trim() ?? ''
  if (found === null || title === '') return { title: parseCell(label).trim(), tags: [] }
  const segments = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(found[2] ?? '')]
  const tags = segments.map((part) => part.segment.trim()).filter((part) => part !== '')
  return { title: parseCell(title), tags: [...new Set(tags)] }
}

/** Our own lists: parted by commas, a comma inside an item is a character reference. */
const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((item) => parseCell(item.trim()))
    .filter((item) => item !== '')

/** Handles and names as people type them; "???" and "N/A" are nobody. */
function peopleOf(text: string): string[] {
  const parts = text.includes(',') ? text.split(',') : text.trim().startsWith('@') ? text.split(/\s+(?=@)/) : [text]
  return parts.map((part) => parseCell(part).trim()).filter((part) => !/^(\?+|n\/?a|tbd|-*)$/i.test(part))
}

const cellSource = (cell: TableCell, source: string): string =>
  contentOf(cell, source, (whole) => whole.replace(/^\|/, '').replace(/(?<!\\)\|$/, ''))

const linkLabel = (link: Link, source: string): string => contentOf(link, source, (whole) => whole)

function titleOf(tree: Root, source: string): string {
  const heading = tree.children.find((node) => node.type === 'heading' && node.depth === 1)
  return heading?.type === 'heading' ? parseCell(headingSource(heading, source)) : ''
}
