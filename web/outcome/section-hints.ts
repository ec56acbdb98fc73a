// One sentence under each empty section of the template: what belongs there. It is drawn, never written, and goes as soon
// as somebody types.
import { type EditorState, type Extension, RangeSetBuilder, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'

const hints: Readonly<Record<string, string>> = {
  problem: 'What does not work today, and for whom? Two or three sentences.',
  'existing solutions': 'What is there already? A name and a link each are enough.',
  advantages: 'What do they do well that a new solution must not lose?',
  shortcomings: 'Where do they fail, and what did it cost?',
  proposal: 'What would you build? Say it so that somebody who was not here could start.',
  'known shortcomings': 'What will your proposal not solve?',
  'rejected ideas': 'What did you throw away, and why? It saves the next group an hour.',
  'open questions': 'What could you not answer today, and who might?',
  'next steps': 'Who does what by when?',
}

class Hint extends WidgetType {
  readonly text: string
  constructor(text: string) {
    super()
    this.text = text
  }
  override eq(other: Hint): boolean {
    return other.text === this.text
  }
  toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'section-hint'
    element.textContent = this.text
    element.setAttribute('aria-hidden', 'true')
    return element
  }
  /** A press on it is one on the line it stands on. */
  override ignoreEvent(): boolean {
    return false
  }
}

const field = StateField.define<DecorationSet>({
  create: find,
  update: (found, transaction) => (transaction.docChanged ? find(transaction.state) : found),
  provide: (own) => EditorView.decorations.from(own),
})

export const sectionHints: Extension = field

/** A heading of the template with nothing but blank lines up to the next heading. */
function find({ doc }: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  let open: { readonly at: number; readonly hint: string; readonly isHeading: boolean } | undefined
  const settle = (): void => {
    if (open !== undefined) builder.add(open.at, open.at, Decoration.widget({ widget: new Hint(open.hint), side: 1 }))
    open = undefined
  }
  let position = 0
  for (const line of doc.iterLines()) {
    const end = position + line.length
    const heading = /^#{1,6}\s+(.*?)\s*$/.exec(line)?.[1]
    if (heading !== undefined) {
      settle()
      const hint = hints[heading.toLowerCase()]
      open = hint === undefined ? undefined : { at: end, hint, isHeading: true }
    } else if (line.trim() !== '') open = undefined
    // Where the words will stand: a press on the hint puts the cursor there, not behind the heading.
    else if (open?.isHeading) open = { ...open, at: position, isHeading: false }
    position = end + 1
  }
  settle()
  return builder.finish()
}
