// What two people wrote at once, side by side with their names, until somebody has looked.
import type { ParagraphWrittenAtOnce, TextRange } from '../../src/index.ts'
import { Face } from '../design/face.tsx'
import { stayInDrawer } from '../design/stay-in-drawer.ts'
import { usePeople } from './use-people.ts'
import type { WrittenAtOnce } from './use-written-at-once.ts'
import './authors.css'

export interface AtOncePanelProps {
  readonly atOnce: WrittenAtOnce
  /** Shows a stretch of the text in the editor. */
  readonly onShow: (range: TextRange) => void
}

export function AtOncePanel({ atOnce, onShow }: AtOncePanelProps) {
  const { paragraphs } = atOnce
  if (paragraphs.length === 0) {
    return <p className="soft">Nothing here was written by two people at once, or somebody has looked at it.</p>
  }
  return (
    <div className="stack">
      <p>
        Two people changed these paragraphs without seeing what the other wrote. All of their words are there: see
        whether they fit together.
      </p>
      <ul className="plain-list at-once">
        {paragraphs.map((paragraph) => (
          <li key={paragraph.runs.join(' ')}>
            <Paragraph paragraph={paragraph} atOnce={atOnce} onShow={onShow} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Paragraph({ paragraph, atOnce, onShow }: AtOncePanelProps & { readonly paragraph: ParagraphWrittenAtOnce }) {
  const { nameOf, colourOf } = usePeople()
  return (
    <article className="card stack tight" aria-label={`Written at once by ${atOnce.namesOf(paragraph)}`}>
      <dl>
        {byAuthor(paragraph).map(({ author, texts }) => (
          <div key={author}>
            <dt className="row">
              <Face name={nameOf(author)} colour={colourOf(author)} />
              <strong>{nameOf(author)}</strong>
            </dt>
            <dd>{texts.join(' … ')}</dd>
          </div>
        ))}
      </dl>
      <div className="row">
        <button type="button" className="button" onClick={() => onShow(paragraph)}>
          Show it in the text
        </button>
        <button type="button" className="button" onClick={stayInDrawer(() => atOnce.lookedAt(paragraph))}>
          Looked at
        </button>
      </div>
    </article>
  )
}

function byAuthor({ parts }: ParagraphWrittenAtOnce) {
  const texts = new Map<ParagraphWrittenAtOnce['parts'][number]['author'], string[]>()
  for (const { author, text } of parts) texts.set(author, [...(texts.get(author) ?? []), text])
  return [...texts].map(([author, written]) => ({ author, texts: written }))
}
