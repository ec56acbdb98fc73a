// The line above an outcome: which topic it is, document or map, and what can be done with either.
import type { EditorView } from '@codemirror/view'
import { BookOpen, ChevronLeft, MessagesSquare, PenLine, Presentation } from 'lucide-react'
import { memo } from 'react'
import type { TopicId } from '../../src/index.ts'
import { pathTo } from '../router.ts'
import { PhotoButton, type PhotoButtonProps } from './photo-button.tsx'
import type { Form } from './use-outcome-commands.ts'

export interface OutcomeHeadProps {
  readonly topicId: TopicId
  readonly title: string
  readonly form: Form
  /** Things on the map. */
  readonly nodes: number
  readonly isReading: boolean
  readonly isDrawerOpen: boolean
  readonly addPhotos: PhotoButtonProps['onAdd']
  readonly editor: () => EditorView | undefined
  readonly onForm: (form: Form) => void
  readonly onRead: (isReading: boolean) => void
  readonly onDrawer: (tab: 'comments' | undefined) => void
}

/** Not drawn again for each word that somebody writes below. */
export const OutcomeHead = memo(function OutcomeHead(props: OutcomeHeadProps) {
  const { topicId, title, form, isReading, isDrawerOpen, onRead, onDrawer } = props
  return (
    <header className="outcome-head">
      <h1>
        <a href={pathTo({ name: 'topic', topicId })} title="Back to the topic">
          <ChevronLeft size={20} aria-hidden="true" />
          {title}
        </a>
        <span className="visually-hidden">, outcome</span>
      </h1>
      <FormChoice form={form} nodes={props.nodes} onChoose={props.onForm} />
      <div className="row no-print beside">
        <PhotoButton onAdd={props.addPhotos} editor={props.editor} />
        {form === 'document' && (
          <button
            type="button"
            className="button small narrow-only"
            aria-pressed={isReading}
            onClick={() => onRead(!isReading)}
          >
            {isReading ? <PenLine size={18} aria-hidden="true" /> : <BookOpen size={18} aria-hidden="true" />}
            <span className="beside-words">{isReading ? 'Write' : 'Read'}</span>
          </button>
        )}
        <button
          type="button"
          className="button small"
          aria-expanded={isDrawerOpen}
          onClick={() => onDrawer(isDrawerOpen ? undefined : 'comments')}
        >
          <MessagesSquare size={18} aria-hidden="true" /> <span className="beside-words">Comments and history</span>
        </button>
        <a className="button small" href={pathTo({ name: 'slide', topicId })}>
          <Presentation size={18} aria-hidden="true" /> <span className="beside-words">Slide</span>
        </a>
      </div>
    </header>
  )
})

interface FormChoiceProps {
  readonly form: Form
  readonly nodes: number
  readonly onChoose: (form: Form) => void
}

function FormChoice({ form, nodes, onChoose }: FormChoiceProps) {
  const labels = { document: 'Document', map: nodes > 0 ? `Map (${nodes})` : 'Map', both: 'Side by side' }
  return (
    <div className="row no-print form-choice">
      {(['document', 'map', 'both'] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          className={`chip ${choice === 'both' ? 'wide-only' : ''}`}
          aria-pressed={form === choice}
          onClick={() => onChoose(choice)}
        >
          {labels[choice]}
        </button>
      ))}
    </div>
  )
}
