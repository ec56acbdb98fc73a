// Stretches of the edited text that are shown in another way: one layer each for comments, authors and what is yet to
// come. A layer follows typing by itself; it is given anew when the document says that something else changed.
import { type Range, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'

export interface TextMark {
  readonly from: number
  readonly to: number
  readonly className: string
  /** Carried as `data-mark`, to find the mark under the cursor. */
  readonly id?: string
  readonly title?: string
  readonly style?: string
  /** Whole lines are marked, the first of them also with the class `first`. @default 'stretch' */
  readonly kind?: 'stretch' | 'lines'
}

export interface MarkLayer {
  readonly extension: StateField<DecorationSet>
  /** Costs nothing when the layer shows these marks already. */
  show(view: EditorView, marks: readonly TextMark[]): void
  /** Ids of the marks that hold this offset. */
  idsAt(view: EditorView, offset: number): string[]
}

export function createMarkLayer(): MarkLayer {
  const given = StateEffect.define<DecorationSet>()
  const field = StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(shown, transaction) {
      const set = transaction.effects.find((effect) => effect.is(given))?.value
      return set ?? shown.map(transaction.changes)
    },
    provide: (self) => EditorView.decorations.from(self),
  })
  return {
    extension: field,
    show(view, marks) {
      const wanted = decorationsOf(marks, view.state.doc)
      if (!isSame(view.state.field(field), wanted)) view.dispatch({ effects: given.of(wanted) })
    },
    idsAt(view, offset) {
      const ids: string[] = []
      view.state.field(field).between(offset, offset, (_from, _to, { spec }) => {
        const id: unknown = spec.attributes?.['data-mark']
        if (typeof id === 'string') ids.push(id)
      })
      return ids
    },
  }
}

function decorationsOf(marks: readonly TextMark[], text: Text): DecorationSet {
  // The editor may be a keystroke behind the document that the marks were read from.
  const inside = (offset: number): number => Math.max(0, Math.min(text.length, offset))
  const ranges = marks.flatMap(({ from, to, kind, ...mark }) => {
    const [start, end] = [inside(from), inside(to)]
    if (start >= end) return []
    const spec = { class: mark.className, attributes: attributesOf(mark) }
    return kind === 'lines' ? linesOf(text, start, end, spec) : [Decoration.mark(spec).range(start, end)]
  })
  return Decoration.set(ranges, true)
}

function attributesOf({ id, title, style }: Pick<TextMark, 'id' | 'title' | 'style'>): Record<string, string> {
  return {
    ...(id === undefined ? {} : { 'data-mark': id }),
    ...(title === undefined ? {} : { title }),
    ...(style === undefined ? {} : { style }),
  }
}

interface MarkSpec {
  readonly class: string
  readonly attributes: Record<string, string>
}

function linesOf(text: Text, from: number, to: number, spec: MarkSpec): Range<Decoration>[] {
  const [first, last] = [text.lineAt(from).number, text.lineAt(to).number]
  const ranges: Range<Decoration>[] = []
  for (let number = first; number <= last; number++) {
    const line = number === first ? { ...spec, class: `${spec.class} first` } : spec
    ranges.push(Decoration.line(line).range(text.line(number).from))
  }
  return ranges
}

function isSame(a: DecorationSet, b: DecorationSet): boolean {
  if (a.size !== b.size) return false
  const [left, right] = [a.iter(), b.iter()]
  while (left.value !== null && right.value !== null) {
    if (left.from !== right.from || left.to !== right.to || !left.value.eq(right.value)) return false
    left.next()
    right.next()
  }
  return true
}
