// Pictures on their way into the document, shown where they will stand, with how far they are. Nothing of them is text
// until they are kept; the place follows what others type meanwhile.
import { StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import './pending-photos.css'

export interface PendingPhoto {
  readonly id: string
  readonly file: Blob
  readonly name: string
  readonly words: string
  /** It will not come: whoever reads that takes the notice away. */
  readonly isFailed: boolean
}

const put = StateEffect.define<{ readonly at: number; readonly photo: PendingPhoto }>({
  map: ({ at, photo }, changes) => ({ at: changes.mapPos(at), photo }),
})
const say = StateEffect.define<Pick<PendingPhoto, 'id' | 'words' | 'isFailed'>>()
const drop = StateEffect.define<string>()

export const pendingPhotos = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let shown = before.map(transaction.changes)
    for (const effect of transaction.effects) {
      if (effect.is(put)) shown = shown.update({ add: [widgetFor(effect.value.photo).range(effect.value.at)] })
      else if (effect.is(drop)) shown = shown.update({ filter: (_from, _to, { spec }) => spec.id !== effect.value })
      else if (effect.is(say)) shown = saying(shown, effect.value)
    }
    return shown
  },
  provide: (self) => EditorView.decorations.from(self),
})

export const putPhoto = (at: number, photo: PendingPhoto): StateEffect<unknown> => put.of({ at, photo })
export const sayOfPhoto = (id: string, words: string): StateEffect<unknown> => say.of({ id, words, isFailed: false })
export const failPhoto = (id: string, words: string): StateEffect<unknown> => say.of({ id, words, isFailed: true })
export const dropPhoto = (id: string): StateEffect<unknown> => drop.of(id)

/** Where the picture belongs now; undefined when somebody took its notice away. */
export function placeOfPhoto({ state }: EditorView, id: string): number | undefined {
  for (const cursor = state.field(pendingPhotos).iter(); cursor.value !== null; cursor.next()) {
    if (cursor.value.spec.id === id) return cursor.from
  }
  return undefined
}

const widgetFor = (photo: PendingPhoto): Decoration =>
  Decoration.widget({ widget: new PhotoWidget(photo), side: 1, id: photo.id })

function saying(shown: DecorationSet, news: Pick<PendingPhoto, 'id' | 'words' | 'isFailed'>): DecorationSet {
  for (const cursor = shown.iter(); cursor.value !== null; cursor.next()) {
    const { id, widget } = cursor.value.spec
    if (id !== news.id || !(widget instanceof PhotoWidget)) continue
    const next = widgetFor({ ...widget.photo, ...news }).range(cursor.from)
    return shown.update({ filter: (_from, _to, { spec }) => spec.id !== news.id, add: [next] })
  }
  return shown
}

class PhotoWidget extends WidgetType {
  readonly photo: PendingPhoto
  constructor(photo: PendingPhoto) {
    super()
    this.photo = photo
  }
  override eq({ photo }: PhotoWidget): boolean {
    return photo.id === this.photo.id && photo.words === this.photo.words
  }
  override ignoreEvent(): boolean {
    return true
  }
  toDOM(view: EditorView): HTMLElement {
    const { id, file, name, words, isFailed } = this.photo
    const element = document.createElement('span')
    element.className = isFailed ? 'pending-photo failed' : 'pending-photo'
    element.setAttribute('role', 'group')
    element.setAttribute('aria-label', `Picture ${name}`)
    const picture = document.createElement('img')
    picture.alt = ''
    picture.src = URL.createObjectURL(file)
    const state = document.createElement('span')
    state.className = 'state'
    state.textContent = words
    element.append(picture, state)
    if (isFailed) element.append(dismissal(() => view.dispatch({ effects: dropPhoto(id) })))
    return element
  }
  override destroy(element: HTMLElement): void {
    URL.revokeObjectURL(element.querySelector('img')?.src ?? '')
  }
}

function dismissal(onPress: () => void): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button'
  button.textContent = 'Take the notice away'
  button.addEventListener('click', onPress)
  return button
}
