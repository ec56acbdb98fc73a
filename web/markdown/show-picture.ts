// A picture of a note: from this device's own blocks, never from the network unless somebody asks. One that is not here
// yet says so and comes by itself.
import type { Attachment } from '../../src/index.ts'

export interface PictureSource {
  readonly files: readonly Attachment[]
  readonly onLoadFile: ((cid: string) => Promise<Uint8Array>) | undefined
  /** Called after changes of the notebook, for another look. Returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void
}

/** @returns the way to stop, which frees what the picture holds */
export function showPicture(image: HTMLImageElement, { files, onLoadFile, subscribe }: PictureSource): () => void {
  const source = image.dataset.source ?? ''
  const file = files.find((candidate) => candidate.name === nameIn(source))
  if (file === undefined || onLoadFile === undefined || !file.type.startsWith('image/')) {
    if (/^https?:/i.test(source) && URL.canParse(source)) offerToLoad(image, source)
    return () => undefined
  }
  let [url, gone, isLooking] = ['', false, false]
  const missing = document.createElement('span')
  const look = async (): Promise<void> => {
    if (isLooking || gone || url !== '') return
    isLooking = true
    try {
      const bytes = await onLoadFile(file.cid)
      if (gone) return
      url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: file.type }))
      image.src = url
      image.hidden = false
      missing.remove()
      stop()
    } catch {
      if (gone || missing.isConnected) return
      missing.className = 'missing-picture'
      missing.textContent = `${image.alt || file.name}: this picture is not here yet. It comes when you meet somebody who has it.`
      image.hidden = true
      image.after(missing)
    } finally {
      isLooking = false
    }
  }
  const stop = subscribe(() => void look())
  void look()
  return () => {
    gone = true
    stop()
    missing.remove()
    URL.revokeObjectURL(url)
  }
}

function nameIn(source: string): string {
  try {
    return decodeURIComponent(source.replace(/^(\.\/)?files\//, ''))
  } catch {
    // A stray per cent sign: no name of ours.
    return ''
  }
}

function offerToLoad(image: HTMLImageElement, source: string): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'chip'
  button.textContent = `Load picture from ${new URL(source).host}`
  button.addEventListener('click', () => {
    image.src = source
    button.remove()
  })
  image.after(button)
}
