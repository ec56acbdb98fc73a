// Which three points the slide shows, for everybody who shows it.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { changeTopic, limits, type Topic } from '../../src/index.ts'
import { candidatesOf, pointsOf } from './slide-points.ts'

export function PickPoints({ topic, doc, onClose }: { topic: Topic; doc: Y.Doc; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [picked, setPicked] = useState<readonly string[]>(() => pointsOf(topic))
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  // What was picked stays on offer after the document has moved on.
  const offered = [...new Set([...topic.slidePoints, ...candidatesOf(topic)])]
  const isFull = picked.length >= limits.maxSlidePoints
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    changeTopic(doc, { slidePoints: offered.filter((point) => picked.includes(point)) })
    dialog.current?.close()
  }
  return (
    <dialog ref={dialog} aria-labelledby="pick-points" onClose={onClose} className="pick-points">
      <form className="stack" onSubmit={submit}>
        <h2 id="pick-points">Points of the slide</h2>
        <p className="soft" role="status">
          {picked.length} of {limits.maxSlidePoints} picked
        </p>
        {offered.length === 0 && <p>The document has no sentence yet to pick.</p>}
        <ul className="plain-list">
          {offered.map((point) => (
            <li key={point}>
              <label className="row">
                <input
                  type="checkbox"
                  checked={picked.includes(point)}
                  disabled={isFull && !picked.includes(point)}
                  onChange={(event) =>
                    setPicked(event.target.checked ? [...picked, point] : picked.filter((other) => other !== point))
                  }
                />
                <span>{point}</span>
              </label>
            </li>
          ))}
        </ul>
        <div className="row">
          <button type="submit" className="button primary">
            Show these
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  )
}
