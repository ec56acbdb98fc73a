// The outcome of a topic, written together: the document, its preview, its pictures, and the way to final.

import type { EditorView } from '@codemirror/view'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { type Attachment, isEmptyMap, type OpenTopic, type Topic, type TopicId, textOf } from '../../src/index.ts'
import { AtOnceNotice } from '../authors/at-once-notice.tsx'
import { useAuthors, useNotebook, useSelf, useTopic } from '../notebook-context.tsx'
import { CannotOpen, NotHere } from '../topic/not-here.tsx'
import { titleWords } from '../topic/title-words.ts'
import { insertTemplate } from './insert-template.ts'
import { loadBesideText } from './load-beside-text.ts'
import { MarkdownEditor } from './markdown-editor.tsx'
import { OutcomeHead } from './outcome-head.tsx'
import { linkToPhoto } from './photo-link.ts'
import { sectionHints } from './section-hints.ts'
import { useAwareness } from './use-awareness.ts'
import { type Form, useOutcomeCommands } from './use-outcome-commands.ts'
import { useOutcomeDrawer } from './use-outcome-drawer.ts'
import { usePhotos } from './use-photos.ts'
import './outcome.css'

const BesideText = lazy(() => loadBesideText().then((file) => ({ default: file.BesideText })))
const MapEditor = lazy(() => import('../map/map-editor.tsx').then(({ MapEditor }) => ({ default: MapEditor })))

export function OutcomeScreen({ topicId }: { topicId: TopicId }) {
  const view = useTopic(topicId)
  if (view.status === 'loading') return <p role="status">Opening the outcome…</p>
  if (view.status === 'absent') return <NotHere topicId={topicId} />
  if (view.status === 'failed') return <CannotOpen problem={view.problem} />
  return <Outcome topic={view.topic} open={view.open} />
}

function Outcome({ topic, open }: { topic: Topic; open: OpenTopic }) {
  const notebook = useNotebook()
  const self = useSelf()
  const me = useAuthors().find((author) => author.id === self)
  const awareness = useAwareness(open, { name: me?.name ?? '', colour: me?.colour ?? '#0a5a75' })
  const editor = useRef<EditorView>(undefined)
  const theEditor = useCallback(() => editor.current, [])
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
  const isBlank = topic.outcome.document.trim() === ''
  const [form, setForm] = useState<Form>(() => (isBlank && !isEmptyMap(map) ? 'map' : 'document'))
  useOutcomeCommands({ topic, chooseForm: setForm, chooseTab: drawer.choose })
  const beside = drawer.tab === undefined ? '' : 'with-drawer'
  return (
    <article className="stack outcome">
      <OutcomeHead
        topicId={topic.id}
        title={titleWords(topic)}
        form={form}
        nodes={map.nodes.length}
        isReading={isReading}
        isDrawerOpen={drawer.tab !== undefined}
        addPhotos={photos.add}
        editor={theEditor}
        onForm={setForm}
        onRead={setReading}
        onDrawer={drawer.choose}
      />
      <p role="status" className="soft photo-said">
        {photos.said}
      </p>
      <Suspense>
        <BesideText part="session" topic={topic} open={open} />
      </Suspense>
      {isBlank && form !== 'map' && (
        <div className="notice row">
          <span>Nobody has written anything yet.</span>
          <button type="button" className="button small" onClick={() => insertTemplate(open.doc, editor.current)}>
            Begin with the template
          </button>
        </div>
      )}
      {form !== 'map' && <AtOnceNotice atOnce={drawer.atOnce} onLook={() => drawer.choose('at-once')} />}
      <div className={`sides ${form} ${isReading ? 'reading' : ''} ${beside}`}>
        {/* Hidden, not gone: the editor keeps its undo and its cursor while the map is looked at. */}
        <div className="side write" hidden={form === 'map'}>
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
        <section className="side read" aria-label="Preview" hidden={form !== 'document'}>
          <Suspense fallback={<pre className="plain-text">{topic.outcome.document}</pre>}>
            <BesideText part="preview" text={topic.outcome.document} files={topic.files} onLoadFile={loadFile} />
          </Suspense>
        </section>
        {form !== 'document' && (
          <div className="side map">
            <Suspense fallback={<p role="status">Opening the map…</p>}>
              <MapEditor topic={topic} open={open} />
            </Suspense>
          </div>
        )}
        {drawer.tab !== undefined && (
          <Suspense>
            <BesideText
              part="drawer"
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
              onInsertPhoto={(file) => insertPhoto(editor.current, file)}
            />
          </Suspense>
        )}
      </div>
      <Suspense>
        <BesideText part="final" topic={topic} open={open} />
      </Suspense>
    </article>
  )
}

/** On a line of its own, where the cursor is. */
function insertPhoto(view: EditorView | undefined, file: Attachment): void {
  if (view === undefined) return
  const { to } = view.state.doc.lineAt(view.state.selection.main.head)
  const insert = `${to > 0 ? '\n' : ''}![${file.caption || 'What it shows'}${linkToPhoto(file)}\n`
  view.dispatch({ changes: { from: to, insert }, selection: { anchor: to + insert.length } })
  view.focus()
}
