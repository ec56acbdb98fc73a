// The skeleton of an RFC-like document, for a group that does not know where to begin.
import type { EditorView } from '@codemirror/view'
import type * as Y from 'yjs'
import { changeTopic } from '../../src/index.ts'

const template = `## Problem

## Existing solutions

### Advantages

### Shortcomings

## Proposal

## Known shortcomings

## Rejected ideas

## Open questions

## Next steps
`

/** @param view shows the outcome, and gets the cursor where the first words belong */
export function insertTemplate(doc: Y.Doc, view: EditorView | undefined): void {
  changeTopic(doc, { outcome: template })
  view?.dispatch({ selection: { anchor: Math.min(template.indexOf('\n') + 1, view.state.doc.length) } })
  view?.focus()
}
