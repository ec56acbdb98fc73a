// What stands around the text of an outcome and is not needed to type: its session, its preview, the drawer, the way to
// final. One component for the four, so that when one of them is there the others appear at once.
import type { ComponentProps } from 'react'
import { MarkdownView } from '../markdown/markdown-view.tsx'
import { SessionStrip } from '../session/session-strip.tsx'
import { MakeFinal } from './make-final.tsx'
import { OutcomeDrawer } from './outcome-drawer.tsx'

export type BesideTextProps =
  | ({ readonly part: 'session' } & ComponentProps<typeof SessionStrip>)
  | ({ readonly part: 'preview' } & ComponentProps<typeof MarkdownView>)
  | ({ readonly part: 'drawer' } & ComponentProps<typeof OutcomeDrawer>)
  | ({ readonly part: 'final' } & ComponentProps<typeof MakeFinal>)

export function BesideText(props: BesideTextProps) {
  switch (props.part) {
    case 'session':
      return <SessionStrip {...props} />
    case 'preview':
      return <MarkdownView {...props} />
    case 'drawer':
      return <OutcomeDrawer {...props} />
    case 'final':
      return <MakeFinal {...props} />
  }
}
