// The drawer beside the outcome: what people said about it.
import type { OpenTopic, TextRange } from '../../src/index.ts'
import { CommentsPanel } from '../comments/comments-panel.tsx'
import type { Commenting } from '../comments/use-commenting.ts'
import { Drawer } from '../design/drawer.tsx'

export type OutcomeTab = 'comments'

export interface OutcomeDrawerProps {
  readonly tab: OutcomeTab
  readonly open: OpenTopic
  readonly commenting: Commenting
  readonly onChoose: (tab: OutcomeTab | undefined) => void
  /** Shows a stretch of the text in the editor. */
  readonly onShow: (range: TextRange) => void
  /** Gives the keyboard back to the text. */
  readonly onLeave: () => void
}

export function OutcomeDrawer({ tab, open, commenting, onChoose, onShow, onLeave }: OutcomeDrawerProps) {
  const waiting = commenting.threads.filter((thread) => thread.resolvedBy === undefined).length
  const tabs = [{ id: 'comments', label: 'Comments', count: waiting }] as const
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
      <CommentsPanel open={open} commenting={commenting} onShow={onShow} onLeave={onLeave} />
    </Drawer>
  )
}
