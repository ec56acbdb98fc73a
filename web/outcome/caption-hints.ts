// Where a picture has no caption yet, what to write there: drawn, never written, and gone with the first letter.
import type { Extension } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view'

class CaptionHint extends WidgetType {
  override eq(): boolean {
    return true
  }
  toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = 'caption-hint'
    element.textContent = 'What does it show?'
    element.setAttribute('aria-hidden', 'true')
    return element
  }
}

const hint = Decoration.widget({ widget: new CaptionHint(), side: 1 })

const matcher = new MatchDecorator({
  regexp: /!\[(?=\]\(files\/)/g,
  decorate: (add, _from, to) => add(to, to, hint),
})

export const captionHints: Extension = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = matcher.createDeco(view)
    }
    update(update: ViewUpdate): void {
      this.decorations = matcher.updateDeco(update, this.decorations)
    }
  },
  { decorations: (plugin) => plugin.decorations },
)
