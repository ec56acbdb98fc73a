// The pictures of a topic beside its text: those that stand in it, and those that only came along.
import type { Attachment, Topic } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import { linkToPhoto } from './photo-link.ts'
import { useStoredPicture } from './use-stored-picture.ts'
import './photos-panel.css'

export interface PhotosPanelProps {
  readonly topic: Topic
  /** Links the picture where the cursor is. */
  readonly onInsert: (file: Attachment) => void
}

export function PhotosPanel({ topic, onInsert }: PhotosPanelProps) {
  const pictures = topic.files.filter((file) => file.type.startsWith('image/'))
  if (pictures.length === 0) {
    return <p className="soft">No pictures yet. Press Photo above, paste one, or drop one into the text.</p>
  }
  const { document } = topic.outcome
  return (
    <ul className="plain-list photos">
      {pictures.map((file) => (
        <Photo key={file.name} file={file} isInText={document.includes(linkToPhoto(file))} onInsert={onInsert} />
      ))}
    </ul>
  )
}

interface PhotoProps {
  readonly file: Attachment
  readonly isInText: boolean
  readonly onInsert: (file: Attachment) => void
}

function Photo({ file, isInText, onInsert }: PhotoProps) {
  const picture = useStoredPicture(file)
  return (
    <li className="card photo">
      {picture.status === 'here' ? (
        <img src={picture.url} alt={file.caption || file.name} />
      ) : (
        <p className="soft">{picture.status === 'loading' ? 'Opening…' : 'This picture is not here yet.'}</p>
      )}
      <p className="photo-name">{file.caption || file.name}</p>
      <p className="soft">{byteSize(file.bytes)}</p>
      {isInText ? (
        <p className="soft">In the text</p>
      ) : (
        <button type="button" className="button small" onClick={() => onInsert(file)}>
          Put it into the text
        </button>
      )}
    </li>
  )
}
