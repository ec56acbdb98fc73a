// What the toolbar does to the text: plain edits, so that they merge like typing.
import { EditorSelection } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'

/** Puts `mark` around each selection, or takes it away again. */
export function wrapSelection(view: EditorView, mark: string): boolean {
  const change = view.state.changeByRange((range) => {
    const { from, to } = range
    const before = view.state.sliceDoc(from - mark.length, from)
    const after = view.state.sliceDoc(to, to + mark.length)
    if (before === mark && after === mark) {
      return {
        changes: [
          { from: from - mark.length, to: from },
          { from: to, to: to + mark.length },
        ],
        range: EditorSelection.range(from - mark.length, to - mark.length),
      }
    }
    return {
      changes: [
        { from, insert: mark },
        { from: to, insert: mark },
      ],
      range: EditorSelection.range(from + mark.length, to + mark.length),
    }
  })
  view.dispatch(view.state.update(change, { userEvent: 'input' }))
  return true
}

/** Puts `prefix` before each selected line, or takes it away when all have it. */
export function prefixLines(view: EditorView, prefix: string): boolean {
  const { from, to } = view.state.selection.main
  const lines = []
  for (let at = view.state.doc.lineAt(from); ; at = view.state.doc.line(at.number + 1)) {
    lines.push(at)
    if (at.to >= to || at.number === view.state.doc.lines) break
  }
  const isOn = lines.every((line) => line.text.startsWith(prefix))
  view.dispatch({
    changes: lines.map((line) =>
      isOn ? { from: line.from, to: line.from + prefix.length } : { from: line.from, insert: prefix },
    ),
    userEvent: 'input',
  })
  return true
}

/** A table of two columns below the line of the cursor, its first heading selected. */
export function insertTable(view: EditorView): boolean {
  const line = view.state.doc.lineAt(view.state.selection.main.head)
  const insert = `${line.text === '' ? '' : '\n\n'}| What | Notes |\n| --- | --- |\n|  |  |\n`
  const heading = line.to + insert.indexOf('What')
  view.dispatch({
    changes: { from: line.to, insert },
    selection: EditorSelection.range(heading, heading + 'What'.length),
    userEvent: 'input',
  })
  return true
}

export function insertLink(view: EditorView): boolean {
  const { from, to } = view.state.selection.main
  const label = view.state.sliceDoc(from, to) || 'text'
  const insert = `[${label}](https://)`
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length - 1 },
    userEvent: 'input',
  })
  return true
}
