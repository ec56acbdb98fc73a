// Sitting down together, now or later: how long, where, and the person who starts it is checked in.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type * as Y from 'yjs'
import { addSession, sessionPresets, setParticipant } from '../../src/index.ts'
import { useAuthors, useSelf } from '../notebook-context.tsx'

const longestMinutes = 600

export interface StartSessionDialogProps {
  readonly doc: Y.Doc
  readonly onClose: () => void
  /** The session starts now. */
  readonly onStarted?: () => void
}

export function StartSessionDialog({ doc, onClose, onStarted }: StartSessionDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const self = useSelf()
  const me = useAuthors().find((author) => author.id === self)
  const [preset, setPreset] = useState<number | 'own'>(sessionPresets[1])
  const [own, setOwn] = useState('60')
  const [place, setPlace] = useState('')
  const [later, setLater] = useState('')
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const minutes = preset === 'own' ? Math.round(Number(own)) : preset
    const start = later === '' ? Date.now() : new Date(later).getTime()
    const id = addSession(doc, { start, minutes, place: place.trim() })
    setParticipant(doc, id, { id: self, name: me?.name || 'Somebody', role: 'participant', author: self })
    dialog.current?.close()
    if (later === '') onStarted?.()
  }
  return (
    <dialog ref={dialog} aria-labelledby="start-session" onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <h2 id="start-session">Start a session</h2>
        <fieldset className="row bare">
          <legend>How long?</legend>
          {[...sessionPresets, 'own' as const].map((choice) => (
            <label key={choice} className="chip">
              <input type="radio" name="minutes" checked={preset === choice} onChange={() => setPreset(choice)} />{' '}
              {choice === 'own' ? 'Own length' : `${choice} minutes`}
            </label>
          ))}
        </fieldset>
        {preset === 'own' && (
          <label className="field">
            <span>Minutes</span>
            <input
              className="input"
              type="number"
              required
              min={5}
              max={longestMinutes}
              value={own}
              onChange={(event) => setOwn(event.target.value)}
            />
          </label>
        )}
        <label className="field">
          <span>Where (if it helps)</span>
          <input
            className="input"
            maxLength={200}
            placeholder="Room, table, garden"
            value={place}
            onChange={(event) => setPlace(event.target.value)}
          />
        </label>
        <label className="field">
          <span>Planned for later?</span>
          <input
            className="input"
            type="datetime-local"
            value={later}
            onChange={(event) => setLater(event.target.value)}
          />
          <small>Leave it empty to sit down now.</small>
        </label>
        <div className="row">
          <button type="submit" className="button primary">
            {later === '' ? 'Start' : 'Plan'}
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  )
}
