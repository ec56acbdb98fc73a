// What two people wrote at once, side by side with their names, until somebody has chosen or kept both.
import { useId, useState } from 'react'
import type { AuthorId, ParagraphVersion, ParagraphWrittenAtOnce, TextRange } from '../../src/index.ts'
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
  const [said, setSaid] = useState('')
  return (
    <div className="stack">
      <p role="status">{said}</p>
      {paragraphs.length === 0 ? (
        <p className="soft">Nothing here was written by two people at once, or somebody has looked at it.</p>
      ) : (
        <p>
          Two people changed these paragraphs without seeing what the other wrote. All of their words are there: see
          whether they fit together, and choose.
        </p>
      )}
      <ul className="plain-list at-once">
        {paragraphs.map((paragraph) => (
          <li key={paragraph.runs.join(' ')}>
            <Paragraph paragraph={paragraph} atOnce={atOnce} onShow={onShow} onSay={setSaid} />
          </li>
        ))}
      </ul>
    </div>
  )
}

interface ParagraphProps extends AtOncePanelProps {
  readonly paragraph: ParagraphWrittenAtOnce
  /** What was done, for those who cannot see the text change. */
  readonly onSay: (words: string) => void
}

function Paragraph({ paragraph, atOnce, onShow, onSay }: ParagraphProps) {
  const { nameOf } = usePeople()
  const keepAll = (): void => {
    atOnce.keepAll(paragraph)
    onSay('Kept as it stands.')
  }
  const keepOnly = (author: AuthorId): void =>
    onSay(
      atOnce.keepOnly(paragraph, author)
        ? `Only ${nameOf(author)}’s words are left. Undo brings the others back, and so does the history.`
        : 'Somebody changed this paragraph just now: nothing was done. Look again.',
    )
  return (
    <article className="card stack tight" aria-label={`Written at once by ${atOnce.namesOf(paragraph)}`}>
      <dl>
        {paragraph.versions.map((version) => (
          <Version key={version.author} version={version} paragraph={paragraph} onKeep={keepOnly} />
        ))}
      </dl>
      <div className="row">
        <button type="button" className="button" onClick={stayInDrawer(keepAll)}>
          {paragraph.versions.length === 2 ? 'Keep both' : 'Keep all'}
        </button>
        <button type="button" className="button" onClick={() => onShow(paragraph)}>
          Show it in the text
        </button>
      </div>
    </article>
  )
}

interface VersionProps {
  readonly version: ParagraphVersion
  readonly paragraph: ParagraphWrittenAtOnce
  readonly onKeep: (author: AuthorId) => void
}

function Version({ version: { author, text }, paragraph, onKeep }: VersionProps) {
  const { nameOf, colourOf } = usePeople()
  const id = useId()
  const name = nameOf(author)
  const written = paragraph.parts.filter((part) => part.author === author).map((part) => part.text)
  return (
    <div>
      <dt className="row">
        <Face name={name} colour={colourOf(author)} />
        <strong>{name}</strong>
      </dt>
      <dd>{written.join(' … ')}</dd>
      <dd className="stack tight">
        <span className="soft" id={id}>
          With {name}’s words alone it reads: “{text}”
        </span>
        <div>
          <button type="button" className="button" aria-describedby={id} onClick={stayInDrawer(() => onKeep(author))}>
            Keep only {name}’s words
          </button>
        </div>
      </dd>
    </div>
  )
}
