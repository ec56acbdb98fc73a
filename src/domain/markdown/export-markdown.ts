// A camp as the folder of Markdown that camps keep in a repository: a README with the table, one page a topic.

import type { CatalogFile } from '../catalog-files.ts'
import { isReserved } from '../folder-names.ts'
import { writtenText } from '../kept-text.ts'
import { settledState, type Topic } from '../topic.ts'
import { formatPage } from './format-page.ts'
import { catalogTable, type TableTopic } from './format-table.ts'

/** Importing these files again changes nothing. */
export function exportMarkdown(campName: string, topics: readonly Topic[]): CatalogFile[] {
  const names = pageNames(topics)
  const rows = topics.map((topic) => ({ ...topic, state: stateOf(topic) }))
  const files = [
    textFile(
      'README.md',
      catalogTable(campName, rows, (topic) => names.get(topic.id) ?? ''),
    ),
  ]
  for (const topic of topics) {
    files.push(textFile(names.get(topic.id) ?? '', formatPage({ ...topic, outcome: topic.outcome.document })))
  }
  return files
}

const stateOf = (topic: Topic): TableTopic['state'] =>
  topic.outcome.state === 'final-comment' ? 'final comment' : settledState(topic)

/** `07-offline-first.md`: number and words of the title; a second one of the same name carries the start of its id. */
function pageNames(topics: readonly Topic[]): Map<string, string> {
  const taken = new Set(['readme'])
  const names = new Map<string, string>()
  for (const topic of topics) {
    const number = /^\d{1,6}$/.test(topic.number) ? topic.number.padStart(2, '0') : ''
    const stem = [number, slugOf(topic.title)].filter((part) => part !== '').join('-') || 'topic'
    const name = freeStem(stem, topic.id, taken)
    taken.add(name)
    names.set(topic.id, `${name}.md`)
  }
  return names
}

/** Another topic's title may spell what we would put behind ours: a page must never be written over another. */
function freeStem(stem: string, id: string, taken: ReadonlySet<string>): string {
  const candidates = [...(isReserved(stem) ? [] : [stem]), `${stem}-${id.slice(0, 8)}`, `${stem}-${id}`]
  for (const candidate of candidates) if (!taken.has(candidate)) return candidate
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${id}-${n}`)) return `${stem}-${id}-${n}`
}

const slugOf = (title: string): string =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)

const textFile = (path: string, text: string): CatalogFile => ({
  path,
  bytes: new TextEncoder().encode(writtenText(text)),
})
