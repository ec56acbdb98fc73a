// The outcome of a topic, written together: the document, its preview, its pictures, and the way to final.

import type { EditorView } from '@codemirror/view'
import { Eye, ImagePlus, MessagesSquare, PenLine, Presentation } from 'lucide-react'
import { type ChangeEvent, lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { isEmptyMap, type OpenTopic, type Topic, type TopicId, textOf } from '../../src/index.ts'
import { AtOnceNotice } from '../authors/at-once-notice.tsx'
import { MarkdownView } from '../markdown/markdown-view.tsx'
import { useAuthors, useNotebook, useSelf, useTopic } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { SessionStrip } from '../session/session-strip.tsx'
import { CannotOpen, NotHere } from '../topic/not-here.tsx'
import { insertTemplate } from './insert-template.ts'
import { MakeFinal } from './make-final.tsx'
import { MarkdownEditor } from './markdown-editor.tsx'
import { OutcomeDrawer } from './outcome-drawer.tsx'
import { sectionHints } from './section-hints.ts'
import { useAwareness } from './use-awareness.ts'
import { useOutcomeDrawer } from './use-outcome-drawer.ts'
import { usePhotos } from './use-photos.ts'
import './outcome.css'

const MapEditor = lazy(() => import('../map/map-editor.tsx').then(({ MapEditor }) => ({ default: MapEditor })))

export function OutcomeScreen({ topicId }: { topicId: TopicId }) {
  const view = useTopic(topicId)
  if (view.status === 'loading') return <p role="status">Opening the outcome…</p>
  if (view.status === 'absent') return <NotHere />
  if (view.status === 'failed') return <CannotOpen problem={view.problem} />
  return <Outcome topic={view.topic} open={view.open} />
}

function Outcome({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const notebook = useNotebook()
  const self = useSelf()
  const me = useAuthors().find((author) => author.id === self)
  const awareness = useAwareness(open, { name: me?.name ?? '', colour: me?.colour ?? '#0a5a75' })
  const editor = useRef<EditorView>(undefined)
  const [isReading, setReading] = useState(false)
  const loadFile = useCallback((cid: string) => notebook.loadFile(cid), [notebook])
  const drawer = useOutcomeDrawer(topic, open, () => setReading(false))
  const { keepView: keepDrawerView } = drawer
  const keepView = useCallback(
    (view: EditorView | undefined, undo?: Y.UndoManager) => {
      editor.current = view
      keepDrawerView(view, undo)
    },
    [keepDrawerView],
  )
  const photos = usePhotos(topic.id)
  const { extension: dropped } = photos
  const { extension: drawn } = drawer
  const extensions = useMemo(() => [drawn, dropped, sectionHints], [drawn, dropped])
  const { map } = topic.outcome
  const [form, setForm] = useState<'document' | 'map'>(() =>
    topic.outcome.document.trim() === '' && !isEmptyMap(map) ? 'map' : 'document',
  )
  const isBlank = topic.outcome.document.trim() === ''
  return (
    <article className="stack outcome">
      <header className="stack tight">
        <p className="crumb">
          <a href="#/catalog">Catalog</a> › <a href={pathTo({ name: 'topic', topicId: topic.id })}>{topic.title}</a>
        </p>
        <div className="row heading">
          <h1>Outcome</h1>
          <div className="row no-print form-choice">
            {(['document', 'map'] as const).map((choice) => (
              <button
                key={choice}
                type="button"
                className="chip"
                aria-pressed={form === choice}
                onClick={() => setForm(choice)}
              >
                {choice === 'document' ? 'Document' : `Map${map.nodes.length > 0 ? ` (${map.nodes.length})` : ''}`}
              </button>
            ))}
          </div>
          <div className="row no-print">
            <PhotoButton photos={photos} editor={() => editor.current} />
            <button
              type="button"
              className="button narrow-only"
              aria-pressed={isReading}
              onClick={() => setReading(!isReading)}
            >
              {isReading ? <PenLine size={18} aria-hidden="true" /> : <Eye size={18} aria-hidden="true" />}
              {isReading ? 'Write' : 'Read'}
            </button>
            <button
              type="button"
              className="button"
              aria-expanded={drawer.tab !== undefined}
              onClick={() => drawer.choose(drawer.tab === undefined ? 'comments' : undefined)}
            >
              <MessagesSquare size={18} aria-hidden="true" /> Comments and history
            </button>
            <a className="button" href={pathTo({ name: 'slide', topicId: topic.id })}>
              <Presentation size={18} aria-hidden="true" /> Slide
            </a>
          </div>
        </div>
      </header>
      <SessionStrip topic={topic} open={open} />
      {form === 'map' && (
        <Suspense fallback={<p role="status">Opening the map…</p>}>
          <MapEditor topic={topic} open={open} />
        </Suspense>
      )}
      {isBlank && form === 'document' && (
        <div className="notice row">
          <span>Nobody has written anything yet.</span>
          <button type="button" className="button" onClick={() => insertTemplate(open.doc)}>
            Begin with the template
          </button>
        </div>
      )}
      {form === 'document' && <AtOnceNotice atOnce={drawer.atOnce} onLook={() => drawer.choose('at-once')} />}
      {/* Hidden, not gone: the editor keeps its undo and its cursor while the map is looked at. */}
      <div
        className={`sides ${isReading ? 'reading' : ''} ${drawer.tab === undefined ? '' : 'with-drawer'}`}
        hidden={form === 'map'}
      >
        <div className="side write">
          {awareness !== undefined && (
            <MarkdownEditor
              text={textOf(open.doc, 'outcome')}
              label="Outcome document"
              placeholder="What did you find? Start anywhere; a sentence is better than nothing."
              awareness={awareness}
              onView={keepView}
              extensions={extensions}
              tools={drawer.tools}
            />
          )}
        </div>
        <section className="side read" aria-label="Preview">
          <MarkdownView text={topic.outcome.document} files={topic.files} onLoadFile={loadFile} />
        </section>
        {drawer.tab !== undefined && (
          <OutcomeDrawer
            tab={drawer.tab}
            topic={topic}
            open={open}
            commenting={drawer.commenting}
            authorship={drawer.authorship}
            atOnce={drawer.atOnce}
            onChoose={drawer.choose}
            onShow={drawer.show}
            onLeave={drawer.focusText}
            onBringBack={drawer.bringBack}
          />
        )}
      </div>
      <MakeFinal topic={topic} open={open} />
    </article>
  )
}

function PhotoButton({
  photos,
  editor,
}: {
  photos: ReturnType<typeof usePhotos>
  editor: () => EditorView | undefined
}) {
  const add = (event: ChangeEvent<HTMLInputElement>): void => {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    const view = editor()
    if (view !== undefined && files.length > 0) void photos.add(view, files, view.state.selection.main.head)
  }
  return (
    <>
      <label className="button">
        <ImagePlus size={18} aria-hidden="true" /> Photo
        <input type="file" accept="image/*" multiple className="visually-hidden" onChange={add} />
      </label>
      <span role="status" className="soft">
        {photos.said}
      </span>
    </>
  )
}
