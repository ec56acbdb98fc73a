// Two groups out of one that has grown too large: who goes to the second table.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { recommendedGroupSize, type Session, splitSession } from '../../src/index.ts'

export function SplitDialog({ session, doc, onClose }: { session: Session; doc: Y.Doc; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [moving, setMoving] = useState<ReadonlySet<string>>(
    () => new Set(session.participants.slice(Math.ceil(session.participants.length / 2)).map((person) => person.id)),
  )
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const toggle = (id: string): void => {
    const next = new Set(moving)
    if (!next.delete(id)) next.add(id)
    setMoving(next)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    splitSession(doc, session, moving)
    dialog.current?.close()
  }
  const staying = session.participants.length - moving.size
  return (
    <dialog ref={dialog} aria-labelledby="split" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <h2 id="split">Two groups</h2>
        <p>
          Who sits down at the second table? Both write into the same outcome and keep the same time; groups of{' '}
          {recommendedGroupSize} work best.
        </p>
        <ul className="plain-list">
          {session.participants.map((person) => (
            <li key={person.id}>
              <label className="row">
                <input type="checkbox" checked={moving.has(person.id)} onChange={() => toggle(person.id)} />
                {person.name}
              </label>
            </li>
          ))}
        </ul>
        <p className="soft" role="status">
          {staying} stay, {moving.size} move.
        </p>
        <div className="row">
          <button type="submit" className="button primary" disabled={moving.size === 0 || staying === 0}>
            Split
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  )
}
