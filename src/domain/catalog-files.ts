// The readable files of the catalog tree. Pure: the same topic gives the same bytes on every laptop, so nothing here
// may look at a clock, a locale or the order in which things arrived.

import { isEmptyMap } from './concept-map.ts'
import { formatCanvas } from './json-canvas.ts'
import { writtenText } from './kept-text.ts'
import { renderMapSvg } from './map-svg.ts'
import { formatPage } from './markdown/format-page.ts'
import { catalogTable, type TableTopic } from './markdown/format-table.ts'
import type { Topic } from './topic.ts'

export interface CatalogFile {
  /** Relative, segments joined by `/`. */
  readonly path: string
  readonly bytes: Uint8Array
}

/** Files of `topics/<topicId>/`; attachments are linked by the caller. */
export function topicFiles(topic: Topic): CatalogFile[] {
  const { outcome } = topic
  const files = [textFile('topic.md', formatPage({ ...topic, outcome: '' }))]
  if (outcome.document.trim() !== '') files.push(textFile('outcome.md', outcome.document))
  if (!isEmptyMap(outcome.map)) {
    files.push(textFile('map.canvas', formatCanvas(outcome.map)))
    files.push(textFile('map.svg', renderMapSvg(outcome.map)))
  }
  files.push(textFile('sessions.json', `${JSON.stringify(sessionsOf(topic), null, 2)}\n`))
  return files
}

/** `README.md`: the table of topics in the shape of the camp's own. */
export function catalogReadme(campName: string, topics: readonly TableTopic[]): CatalogFile {
  return textFile(
    'README.md',
    catalogTable(campName, topics, (topic) => `topics/${topic.id}/topic.md`),
  )
}

const sessionsOf = (topic: Topic): unknown => ({
  id: topic.id,
  number: topic.number,
  title: topic.title,
  state: topic.outcome.state,
  votes: topic.votes,
  ...(topic.mergedInto === undefined ? {} : { mergedInto: topic.mergedInto }),
  finals: topic.outcome.finals,
  sessions: topic.sessions.map((session) => ({
    start: session.start,
    minutes: session.minutes,
    place: session.place,
    participants: session.participants.map(({ name, role, author }) => ({ name, role, ...(author ? { author } : {}) })),
  })),
})

const textFile = (path: string, text: string): CatalogFile => ({
  path,
  bytes: new TextEncoder().encode(writtenText(text)),
})
