// How Markdown looks while it is typed: headings look like headings, marks step back.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const style = HighlightStyle.define([
  { tag: tags.heading1, fontSize: '1.5em', fontWeight: '700' },
  { tag: tags.heading2, fontSize: '1.25em', fontWeight: '700' },
  { tag: tags.heading3, fontSize: '1.1em', fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--accent)' },
  { tag: tags.url, color: 'var(--ink-soft)' },
  { tag: tags.monospace, fontFamily: 'var(--mono)', fontSize: '0.92em' },
  { tag: tags.quote, color: 'var(--ink-soft)' },
  { tag: tags.processingInstruction, color: 'var(--ink-soft)' },
])

export const editorLook = [
  syntaxHighlighting(style),
  EditorView.theme({
    '&': { backgroundColor: 'transparent', color: 'var(--ink)', fontSize: '1.0625rem' },
    '&.cm-focused': { outline: 'none' },
    '.cm-content': { fontFamily: 'var(--font)', lineHeight: '1.65', padding: '1rem 0', caretColor: 'var(--accent)' },
    '.cm-line': { padding: '0 2px' },
    '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
    '&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection': {
      backgroundColor: 'var(--accent-soft)',
    },
    '.cm-placeholder': { color: 'var(--ink-soft)' },
    '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)' },
    '.cm-ySelectionInfo': {
      fontFamily: 'var(--font)',
      borderRadius: '3px',
      padding: '0 4px',
      opacity: '1',
      maxWidth: '9rem',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
  }),
]
