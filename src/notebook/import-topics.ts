// Brings imported topics into a notebook: those it knows are updated, the others created. Importing the same files
// again changes nothing, also not what people wrote in the meantime.
import { InvalidInputError } from '../domain/errors.ts'
import type { TopicId } from '../domain/ids.ts'
import { isShown } from '../domain/imported-doubles.ts'
import type { ImportedTopic, MarkdownFile } from '../domain/markdown/import-markdown.ts'
import { importMarkdown } from '../domain/markdown/import-markdown.ts'
import type { Topic } from '../domain/topic.ts'
import type { TopicChange } from '../domain/topic-document.ts'
import { findImportedRow } from './find-imported-row.ts'
import { changedFields, firstMark, nextMark } from './import-digests.ts'
import type { Notebook } from './notebook.ts'
import type { AbortOptions } from './ports.ts'

export interface ImportReport {
  readonly created: readonly TopicId[]
  readonly updated: readonly TopicId[]
  readonly unchanged: readonly TopicId[]
  readonly notices: readonly string[]
}

export interface ImportOptions extends AbortOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly title: string }) => void
}

/** Topics that nobody had before, such as the starter catalog. Stopped, it has made some of them, each whole. */
export async function createTopics(
  notebook: Pick<Notebook, 'createTopic'>,
  topics: readonly (TopicChange & { readonly title: string })[],
  { signal, onProgress }: ImportOptions = {},
): Promise<void> {
  for (const [done, topic] of topics.entries()) {
    onProgress?.({ done, total: topics.length, title: topic.title })
    signal?.throwIfAborted()
    await notebook.createTopic(topic)
  }
}

type ImportTarget = Pick<Notebook, 'rows' | 'readTopic' | 'createTopic' | 'changeTopic'>

/** @throws {InvalidInputError | LimitExceededError} for a file that cannot be read; nothing is imported then */
export async function importTopics(
  notebook: ImportTarget,
  files: readonly MarkdownFile[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { topics, notices } = importMarkdown(files)
  const free = new Set(notebook.rows().filter(isShown))
  const merged = new Set(notebook.rows().filter((row) => !isShown(row)))
  const report = { created: [] as TopicId[], updated: [] as TopicId[], unchanged: [] as TopicId[] }
  for (const [done, topic] of topics.entries()) {
    options.onProgress?.({ done, total: topics.length, title: topic.title })
    // Between topics, never in one: each is taken whole.
    options.signal?.throwIfAborted()
    const row = findImportedRow(free, topic) ?? findImportedRow(merged, topic)
    if (row === undefined) {
      const init = { number: topic.fileNumber, ...fieldsOf(topic) }
      report.created.push(await notebook.createTopic({ ...init, imported: firstMark(init) }))
      continue
    }
    free.delete(row)
    merged.delete(row)
    const change = changeFor(await notebook.readTopic(row.id), topic)
    if (change === undefined) report.unchanged.push(row.id)
    else {
      await notebook.changeTopic(row.id, change)
      report.updated.push(row.id)
    }
  }
  return { ...report, notices }
}

/**
 * For a camp that begins with these files: looks before anything is made.
 *
 * @throws {InvalidInputError | LimitExceededError} for a file that cannot be read, and when none holds a topic
 */
export function checkTopicFiles(files: readonly MarkdownFile[]): void {
  if (importMarkdown(files).topics.length > 0) return
  const names = files.map(({ name }) => name).join(', ')
  throw new InvalidInputError('file', names, 'holds no topics: neither a table of topics nor a page with a title')
}

/** What the files say about a topic: a table without a column, or a row without a page, says nothing about those fields. */
function fieldsOf(topic: ImportedTopic): TopicChange & { readonly title: string } {
  const { number, title, summary, tags, proposedBy, necessary } = topic
  const row = { number, summary, tags, proposedBy, necessary }
  const stated = Object.fromEntries(
    Object.entries(row).filter(([field]) => topic.stated.some((column) => column === field)),
  )
  const { intro, goal, requirements, learn, outcome } = topic
  return {
    title,
    ...stated,
    ...(tags.length > 0 ? { tags } : {}),
    ...(topic.outcomeState === undefined ? {} : { outcomeState: topic.outcomeState }),
    ...(topic.file === '' ? {} : { intro, goal, requirements, learn, outcome }),
  }
}

/** Undefined when the topic already says what changed in the files since they were last imported. */
function changeFor(topic: Topic, imported: ImportedTopic): TopicChange | undefined {
  const said = fieldsOf(imported)
  const known =
    imported.stated.includes('tags') || said.tags === undefined ? said : { ...said, tags: tagsOf(topic, said.tags) }
  const current: Record<string, unknown> = {
    ...topic,
    outcome: topic.outcome.document,
    outcomeState: topic.outcome.state,
  }
  const change = changedFields(known, current, topic.imported ?? '')
  return Object.keys(change).length === 0 ? undefined : { ...change, imported: nextMark(topic, change, known) }
}

/** Emoji in a title are the tags of its table; the tags that people gave in words stand beside them. */
function tagsOf(topic: Topic, found: readonly string[]): string[] {
  return [...found, ...topic.tags.filter((tag) => /[\p{L}\p{N}]/u.test(tag))]
}
