// Markdown files of a camp as topics: a table of topics, the pages its rows link to, and pages that stand alone.
import { InvalidInputError, LimitExceededError } from '../errors.ts'
import { limits } from '../limits.ts'
import { repairMacRoman } from './mac-roman.ts'
import type { PageFields } from './page-fields.ts'
import { parsePage } from './parse-page.ts'
import { parseTopicTable, type TableRowTopic } from './parse-table.ts'

export interface MarkdownFile {
  /** Path relative to the folder that was given, segments joined by `/`. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ImportedTopic extends Omit<TableRowTopic, 'page'>, Omit<PageFields, 'title'> {
  /** The file the topic's page is in, or '' when there is only a row. */
  readonly file: string
  /** The number with which the page's file name begins, '' when there is none: `02-scaling.md` is 2. */
  readonly fileNumber: string
}

export interface ImportedMarkdown {
  readonly topics: readonly ImportedTopic[]
  /** What a person should know: repairs, links to pages that are not there, files that hold no topic. */
  readonly notices: readonly string[]
}

/**
 * Reads all files of one import together, so that rows and pages find each other.
 *
 * @throws {InvalidInputError | LimitExceededError} for a file that is no text, or too large
 */
export function importMarkdown(files: readonly MarkdownFile[]): ImportedMarkdown {
  const notices: string[] = []
  const texts = new Map(files.map((file) => [normalise(file.name), readText(file, notices)]))
  const used = new Set<string>()
  const topics: ImportedTopic[] = []
  for (const [name, text] of texts) {
    const table = parseTopicTable(text)
    if (table === undefined) continue
    used.add(name)
    for (const row of table.rows) topics.push(joinPage(row, name, { texts, used, notices }))
  }
  for (const [name, text] of texts) {
    if (used.has(name)) continue
    const page = parsePage(text)
    if (page.title === '' && page.goal === '' && page.outcome === '' && page.intro.trim() === '') {
      notices.push(`${name} holds no topic`)
      continue
    }
    if (page.title === '') notices.push(`${name} has no heading: its topic is named after the file`)
    topics.push({
      ...emptyRow,
      ...page,
      title: page.title || titleFromName(name),
      file: name,
      fileNumber: numberIn(name),
    })
  }
  return { topics, notices }
}

const emptyRow = {
  number: '',
  summary: '',
  tags: [],
  proposedBy: [],
  necessary: [],
  outcomeState: undefined,
  stated: [],
} as const
const emptyPage = { intro: '', goal: '', requirements: '', learn: '', outcome: '' } as const

interface Joining {
  readonly texts: ReadonlyMap<string, string>
  readonly used: Set<string>
  readonly notices: string[]
}

function joinPage(row: TableRowTopic, table: string, { texts, used, notices }: Joining): ImportedTopic {
  const { page: link, ...rest } = row
  const wanted = link === '' ? '' : resolveLink(table, link)
  const file = wanted === '' ? '' : (findPage(wanted, texts) ?? '')
  const text = texts.get(file)
  if (text === undefined || file === table) {
    if (wanted !== '' && texts.size > 1) notices.push(`${row.title}: its page ${wanted} is not among the files`)
    return { ...rest, ...emptyPage, file: '', fileNumber: numberIn(wanted) }
  }
  const { title: _, ...page } = readPage(file, text, { texts, used })
  return { ...rest, ...page, file, fileNumber: numberIn(wanted) }
}

/** The page; a catalog tree keeps the outcome in a file of its own beside it. */
function readPage(file: string, text: string, { texts, used }: Pick<Joining, 'texts' | 'used'>): PageFields {
  used.add(file)
  const page = parsePage(text)
  const beside = file.replace(/(^|\/)topic\.md$/, '$1outcome.md')
  const outcome = beside === file ? undefined : texts.get(beside)
  if (outcome === undefined || page.outcome !== '') return page
  used.add(beside)
  return { ...page, outcome }
}

/** The linked file, or the one other file with the same words after a new number. */
function findPage(wanted: string, texts: ReadonlyMap<string, string>): string | undefined {
  if (texts.has(wanted)) return wanted
  const same = [...texts.keys()].filter((name) => wordsOf(name) === wordsOf(wanted))
  return same.length === 1 ? same[0] : undefined
}

const wordsOf = (name: string): string => name.replace(/(^|\/)\d+-/, '$1').toLowerCase()

/** Not a year: three digits at most. */
const numberIn = (name: string): string => /(?:^|\/)0*(\d{1,3})[-_. ][^/]*$/.exec(name)?.[1] ?? ''

function resolveLink(table: string, link: string): string {
  if (/^[a-z][a-z+.-]*:/i.test(link) || link.startsWith('#')) return ''
  const plain = decodePath(link.split('#')[0] ?? '')
  const folder = table.includes('/') ? table.slice(0, table.lastIndexOf('/') + 1) : ''
  return normalise(folder + plain)
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Without `.` and `..`; what would leave the folder stays in it. */
function normalise(path: string): string {
  const segments: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return segments.join('/')
}

const titleFromName = (name: string): string =>
  (name.split('/').at(-1) ?? name)
    .replace(/\.\w+$/, '')
    .replace(/^\d+-/, '')
    .replace(/[-_]+/g, ' ')
    .trim()

function readText({ name, bytes }: MarkdownFile, notices: string[]): string {
  if (bytes.byteLength > limits.maxMarkdownBytes) {
    throw new LimitExceededError(`size of ${name}`, limits.maxMarkdownBytes, bytes.byteLength)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new InvalidInputError('file', name, 'is not UTF-8 text; save it as UTF-8 and import it again', { cause })
  }
  if (text.includes('\0')) throw new InvalidInputError('file', name, 'holds binary data, not Markdown')
  const repaired = repairMacRoman(text)
  if (repaired !== undefined) notices.push(`${name}: its letters had been read as Mac OS Roman; repaired`)
  return (repaired ?? text).replace(/\r\n?/g, '\n')
}
