// Brings imported topics into a notebook: those it knows are updated, the others created. Importing the same files
// again changes nothing.
import type { TopicId } from '../domain/ids.ts'
import type { ImportedTopic, MarkdownFile } from '../domain/markdown/import-markdown.ts'
import { importMarkdown } from '../domain/markdown/import-markdown.ts'
import type { Topic } from '../domain/topic.ts'
import type { TopicChange } from '../domain/topic-document.ts'
import type { Notebook } from './notebook.ts'
import type { AbortOptions, CatalogRow } from './ports.ts'

export interface ImportReport {
  readonly created: readonly TopicId[]
  readonly updated: readonly TopicId[]
  readonly unchanged: readonly TopicId[]
  readonly notices: readonly string[]
}

export interface ImportOptions extends AbortOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly title: string }) => void
}

/** @throws {InvalidInputError | LimitExceededError} for a file that cannot be read; nothing is imported then */
export async function importTopics(
  notebook: Pick<Notebook, 'rows' | 'readTopic' | 'createTopic' | 'changeTopic'>,
  files: readonly MarkdownFile[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { topics, notices } = importMarkdown(files)
  const free = new Set(notebook.rows())
  const report = { created: [] as TopicId[], updated: [] as TopicId[], unchanged: [] as TopicId[] }
  for (const [done, topic] of topics.entries()) {
    options.signal?.throwIfAborted()
    options.onProgress?.({ done, total: topics.length, title: topic.title })
    const row = findRow(free, topic)
    if (row === undefined) {
      report.created.push(await notebook.createTopic(changeFor(topic), options))
      continue
    }
    free.delete(row)
    const change = differences(await notebook.readTopic(row.id, options), changeFor(topic))
    if (Object.keys(change).length === 0) report.unchanged.push(row.id)
    else {
      await notebook.changeTopic(row.id, change, options)
      report.updated.push(row.id)
    }
  }
  return { ...report, notices }
}

/** Neither number nor title is an id: camps renumber and rename. Both, then the title, then the number with a like title. */
function findRow(rows: ReadonlySet<CatalogRow>, topic: ImportedTopic): CatalogRow | undefined {
  const all = [...rows]
  const title = fold(topic.title)
  const sameTitle = all.filter((row) => fold(row.title) === title)
  const both = sameTitle.find((row) => row.number === topic.number)
  if (both !== undefined) return both
  // One camp's table never names a topic of another camp that happens to have its title, if the proposers differ.
  const fitting = sameTitle.filter((row) => row.number === '' || topic.number === '' || sameTitle.length === 1)
  if (fitting[0] !== undefined && (fitting[0].number === '') === (topic.number === '')) return fitting[0]
  if (topic.number === '') return undefined
  return all.find((row) => row.number === topic.number && isAlike(row.title, topic.title))
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Half of the words in common: renamed, not replaced. */
function isAlike(a: string, b: string): boolean {
  const words = (text: string): Set<string> => new Set(fold(text).match(/[\p{L}\p{N}]{3,}/gu) ?? [])
  const [left, right] = [words(a), words(b)]
  const common = [...left].filter((word) => right.has(word)).length
  return common > 0 && common * 2 >= Math.min(left.size, right.size)
}

function changeFor(topic: ImportedTopic): TopicChange & { readonly title: string } {
  const { number, title, summary, tags, proposedBy, necessary, final } = topic
  const row = {
    number,
    title,
    summary,
    tags,
    proposedBy,
    necessary,
    ...(final ? { outcomeState: 'final' as const } : {}),
  }
  if (topic.file === '') return row
  const { intro, goal, requirements, learn, outcome } = topic
  return { ...row, intro, goal, requirements, learn, outcome }
}

/** What the file says otherwise than the topic. A file without a page leaves the page alone. */
function differences(topic: Topic, wanted: TopicChange): TopicChange {
  const current: Record<string, unknown> = {
    ...topic,
    outcome: topic.outcome.document,
    outcomeState: topic.outcome.state,
  }
  return Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => {
      const now = key === 'tags' && Array.isArray(value) ? [...value].sort() : value
      return JSON.stringify(current[key]) !== JSON.stringify(now)
    }),
  )
}
