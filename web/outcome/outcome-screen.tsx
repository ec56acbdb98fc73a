// The outcome of a topic, written together: the document, its preview, its pictures, and the way to final.

import type { EditorView } from '@codemirror/view'
import { Eye, ImagePlus, MessagesSquare, PenLine, Presentation } from 'lucide-react'
import { type ChangeEvent, lazy, Suspense, useCallback, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { isEmptyMap, type OpenTopic, type Topic, type TopicId, textOf } from '../../src/index.ts'
import { MarkdownView } from '../markdown/markdown-view.tsx'
import { useAuthors, useNotebook, useSelf, useTopic } from '../notebook-context.tsx'
import { pathTo } from '../router.ts'
import { SessionStrip } from '../session/session-strip.tsx'
import { NotHere } from '../topic/not-here.tsx'
import { attachPhoto } from './attach-photo.ts'
import { insertTemplate } from './insert-template.ts'
import { MakeFinal } from './make-final.tsx'
import { MarkdownEditor } from './markdown-editor.tsx'
import { OutcomeDrawer } from './outcome-drawer.tsx'
import { useAwareness } from './use-awareness.ts'
import { useOutcomeDrawer } from './use-outcome-drawer.ts'
import './outcome.css'

const MapEditor = lazy(() => import('../map/map-editor.tsx').then(({ MapEditor }) => ({ default: MapEditor })))

export function OutcomeScreen({ topicId }: { topicId: TopicId }) {
  const view = useTopic(topicId)
  if (view.status === 'loading') return <p role="status">Opening the outcome…</p>
  if (view.status === 'absent') return <NotHere />
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
            <PhotoButton topic={topic} editor={() => editor.current} />
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
              extensions={drawer.extension}
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

function PhotoButton({ topic, editor }: { topic: Topic; editor: () => EditorView | undefined }) {
  const notebook = useNotebook()
  const [said, setSaid] = useState('')
  const add = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file === undefined) return
    setSaid('Adding the picture…')
    try {
      const attached = await attachPhoto(notebook, topic.id, file)
      const view = editor()
      const at = view?.state.selection.main.head ?? 0
      view?.dispatch({
        changes: {
          from: at,
          insert: `\n![${attached.caption || 'Photo'}](files/${encodeURIComponent(attached.name)})\n`,
        },
      })
      setSaid('')
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <>
      <label className="button">
        <ImagePlus size={18} aria-hidden="true" /> Photo
        <input type="file" accept="image/*" className="visually-hidden" onChange={(event) => void add(event)} />
      </label>
      <span role="status" className="soft">
        {said}
      </span>
    </>
  )
}
