// The table of topics as the camps write it, with columns for what their tables left to memory.
import type { TopicId } from '../ids.ts'
import type { TopicState } from '../topic.ts'
import { formatCell, formatLabel } from './cell-text.ts'

export interface TableTopic {
  readonly id: TopicId
  readonly number: string
  readonly title: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly proposedBy: readonly string[]
  readonly necessary: readonly string[]
  readonly state: Exclude<TopicState, 'running'> | 'final comment'
}

/** Column heads; import knows them again by these words. */
const columns = ['#', 'Topic', 'Description', 'Tags', 'Proposed by', 'Necessary participants', 'State']

/** @param pathOf where the topic's page lies, relative to the table */
export function catalogTable<T extends TableTopic>(
  campName: string,
  topics: readonly T[],
  pathOf: (topic: T) => string,
): string {
  const rows = topics.map((topic) => [
    formatCell(topic.number),
    `[${formatLabel(topic.title)}](<./${pathOf(topic)}>)`,
    formatCell(topic.summary),
    formatList(topic.tags),
    formatList(topic.proposedBy),
    formatList(topic.necessary),
    topic.state,
  ])
  const lines = [columns, [':---:', ...columns.slice(1).map(() => '---')], ...rows].map(
    (row) => `| ${row.join(' | ')} |`,
  )
  return `# ${formatLabel(campName)}\n\n## Topics\n\n${lines.join('\n')}\n`
}

/** Commas part the items; one inside an item is written as a character reference. */
const formatList = (items: readonly string[]): string =>
  items.map((item) => formatCell(item).replace(/,/g, '&#44;')).join(', ')
