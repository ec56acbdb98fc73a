// Markdown that anybody at the camp may have written, shown safely: raw HTML stays text, nothing is loaded from
// elsewhere without a click, and pictures come from the camp's own files.
import DOMPurify from 'dompurify'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { memo, useEffect, useMemo, useRef } from 'react'
import { type Attachment, isCheapMarkdown, splitMarkdown } from '../../src/index.ts'
import { useNotebook } from '../notebook-context.tsx'
import { showPicture } from './show-picture.ts'
import './markdown-view.css'

export interface MarkdownViewProps {
  readonly text: string
  readonly files?: readonly Attachment[]
  readonly onLoadFile?: (cid: string) => Promise<Uint8Array>
}

const noFiles: readonly Attachment[] = []

export const MarkdownView = memo(function MarkdownView({ text, files = noFiles, onLoadFile }: MarkdownViewProps) {
  const isCheap = useMemo(() => isCheapMarkdown(text), [text])
  // A topic is read anew at every key, and its list of files is another one each time: pictures would flicker.
  const list = JSON.stringify(files)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `list` is what `files` says
  const same = useMemo(() => files, [list])
  // One author's text must not hold another's page: what is costly to parse is shown as it was written.
  if (!isCheap) return <pre className="plain-text">{text}</pre>
  return (
    <div className="markdown">
      {withKeys(splitMarkdown(text)).map(({ key, piece }) => (
        <MarkdownPiece key={key} text={piece} files={same} onLoadFile={onLoadFile} />
      ))}
    </div>
  )
})

/** By what they say, so that a new paragraph moves those below it instead of making them anew. */
function withKeys(pieces: readonly string[]): readonly { readonly key: string; readonly piece: string }[] {
  const times = new Map<string, number>()
  return pieces.map((piece) => {
    const time = times.get(piece) ?? 0
    times.set(piece, time + 1)
    return { key: `${time} ${piece}`, piece }
  })
}

interface MarkdownPieceProps extends Required<Omit<MarkdownViewProps, 'onLoadFile'>> {
  readonly onLoadFile: MarkdownViewProps['onLoadFile'] | undefined
}

/** `text` never changes: another text has another key. */
const MarkdownPiece = memo(function MarkdownPiece({ text, files, onLoadFile }: MarkdownPieceProps) {
  const root = useRef<HTMLDivElement>(null)
  const notebook = useNotebook()
  const html = useMemo(() => renderMarkdown(text), [text])
  useEffect(() => {
    const pictures = [...(root.current?.querySelectorAll('img[data-source]') ?? [])]
    const stops = pictures.flatMap((image) =>
      image instanceof HTMLImageElement
        ? [showPicture(image, { files, onLoadFile, subscribe: notebook.subscribe })]
        : [],
    )
    return () => {
      for (const stop of stops) stop()
    }
  }, [files, onLoadFile, notebook])
  // biome-ignore lint/security/noDangerouslySetInnerHtml: DOMPurify made this HTML, from Markdown without raw HTML
  return <div ref={root} className="piece" dangerouslySetInnerHTML={{ __html: html }} />
})

const purifier = DOMPurify(window)
purifier.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'A') {
    node.setAttribute('rel', 'noopener noreferrer')
    if (/^https?:/i.test(node.getAttribute('href') ?? '')) node.setAttribute('target', '_blank')
  }
  if (node.tagName === 'IMG') {
    // Set aside before the browser can ask for it.
    node.setAttribute('data-source', node.getAttribute('src') ?? '')
    node.removeAttribute('src')
  }
})

export function renderMarkdown(text: string): string {
  // micromark leaves raw HTML as text: `<Define what …>` stays readable instead of vanishing.
  const html = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return purifier.sanitize(html, { FORBID_TAGS: ['style', 'form', 'iframe', 'video', 'audio'], ALLOW_DATA_ATTR: true })
}
