// The drawer beside the outcome: what people said about it, its pictures, how it came to be, what is still open, whose
// words it is made of, and what two people wrote at once.
import type { Attachment, OpenTopic, TextRange, Topic } from '../../src/index.ts'
import { AtOncePanel } from '../authors/at-once-panel.tsx'
import { AuthorsPanel } from '../authors/authors-panel.tsx'
import type { Authorship } from '../authors/use-authorship.ts'
import type { WrittenAtOnce } from '../authors/use-written-at-once.ts'
import { CommentsPanel } from '../comments/comments-panel.tsx'
import type { Commenting } from '../comments/use-commenting.ts'
import { Drawer } from '../design/drawer.tsx'
import { HistoryPanel } from '../history/history-panel.tsx'
import { ChecklistPanel } from './checklist-panel.tsx'
import { PhotosPanel } from './photos-panel.tsx'

export type OutcomeTab = 'comments' | 'photos' | 'history' | 'checklist' | 'authors' | 'at-once'

export interface OutcomeDrawerProps {
  readonly tab: OutcomeTab
  readonly topic: Topic
  readonly open: OpenTopic
  readonly commenting: Commenting
  readonly authorship: Authorship
  readonly atOnce: WrittenAtOnce
  readonly onChoose: (tab: OutcomeTab | undefined) => void
  /** Shows a stretch of the text in the editor. */
  readonly onShow: (range: TextRange) => void
  /** Gives the keyboard back to the text. */
  readonly onLeave: () => void
  /** Makes the outcome read this text, as one change that can be undone. */
  readonly onBringBack: (text: string) => void
  readonly onInsertPhoto: (file: Attachment) => void
}

export function OutcomeDrawer(props: OutcomeDrawerProps) {
  const { tab, topic, open, commenting, authorship, atOnce, onChoose, onShow, onLeave } = props
  const { onBringBack, onInsertPhoto } = props
  const waiting = commenting.threads.filter((thread) => thread.resolvedBy === undefined).length
  const tabs = [
    { id: 'comments', label: 'Comments', count: waiting },
    { id: 'history', label: 'History' },
    { id: 'photos', label: 'Photos' },
    { id: 'checklist', label: 'Checklist' },
    { id: 'authors', label: 'Who wrote what' },
    { id: 'at-once', label: 'Written at once', count: atOnce.paragraphs.length },
  ] as const
  return (
    <Drawer
      label="Beside the text"
      tabs={tabs}
      chosen={tab}
      onChoose={onChoose}
      onClose={() => {
        onChoose(undefined)
        onLeave()
      }}
    >
      {tab === 'comments' && <CommentsPanel open={open} commenting={commenting} onShow={onShow} onLeave={onLeave} />}
      {tab === 'photos' && <PhotosPanel topic={topic} onInsert={onInsertPhoto} />}
      {tab === 'checklist' && <ChecklistPanel topic={topic} />}
      {tab === 'history' && <HistoryPanel open={open} now={topic.outcome.document} onBringBack={onBringBack} />}
      {tab === 'authors' && <AuthorsPanel authorship={authorship} />}
      {tab === 'at-once' && <AtOncePanel atOnce={atOnce} onShow={onShow} />}
    </Drawer>
  )
}
