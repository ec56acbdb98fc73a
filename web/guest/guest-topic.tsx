// One topic to read: its page, its outcome, and its map as a picture.
import { useCallback } from 'react'
import { isEmptyMap, renderMapSvg, type Topic, type TopicId } from '../../src/index.ts'
import { MarkdownView } from '../markdown/markdown-view.tsx'
import { useNotebook, useTopic } from '../notebook-context.tsx'
import { titleWords } from '../topic/title-words.ts'

export function GuestTopic({ topicId }: { topicId: TopicId }) {
  const view = useTopic(topicId)
  switch (view.status) {
    case 'loading':
      return <p role="status">Opening…</p>
    case 'absent':
      return <p className="notice">This topic is not here yet. It opens by itself when it comes.</p>
    case 'failed':
      return <p className="notice warn">{view.problem}</p>
    case 'here':
      return <Reading topic={view.topic} />
  }
}

function Reading({ topic }: { topic: Topic }) {
  const notebook = useNotebook()
  const loadFile = useCallback((cid: string) => notebook.loadFile(cid), [notebook])
  const sections = [
    ['', topic.intro],
    ['Goal', topic.goal],
    ['Requirements to consider', topic.requirements],
    ['Where to learn about it', topic.learn],
    ['Outcome', topic.outcome.document],
  ] as const
  return (
    <article className="stack">
      <p>
        <a href="#/catalog">Catalog</a>
      </p>
      <h1>{titleWords(topic)}</h1>
      {topic.summary !== '' && <p className="soft">{topic.summary}</p>}
      {sections
        .filter(([, text]) => text.trim() !== '')
        .map(([heading, text]) => (
          <section key={heading} className="stack tight">
            {heading !== '' && <h2>{heading}</h2>}
            <MarkdownView text={text} files={topic.files} onLoadFile={loadFile} />
          </section>
        ))}
      {!isEmptyMap(topic.outcome.map) && (
        <section className="stack tight">
          <h2>Map</h2>
          {/* As a picture, a map can do nothing but be looked at, whatever its labels say. */}
          <img
            className="guest-map"
            alt={`Concept map of ${titleWords(topic)}`}
            src={`data:image/svg+xml,${encodeURIComponent(renderMapSvg(topic.outcome.map))}`}
          />
        </section>
      )}
    </article>
  )
}
