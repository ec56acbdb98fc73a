// The camp for somebody who only looks: everything can be read, nothing can be written, and nobody has a name.
import { type FormEvent, useState } from 'react'
import { useNetworkState, useNotebook, useOpened, useRows } from '../notebook-context.tsx'
import { pathTo, type Route } from '../router.ts'
import { JoinedNotice } from '../start/joined-notice.tsx'
import { GuestTopic } from './guest-topic.tsx'
import './guest.css'
import { titleWords } from '../topic/title-words.ts'

export interface GuestViewProps {
  readonly route: Route
  /** A camp's file that was chosen with the invite. */
  readonly file: File | undefined
  readonly onTakePart: () => void
}

export function GuestView({ route, file, onTakePart }: GuestViewProps) {
  const { camp } = useNotebook()
  const [isNoticed, setNoticed] = useState(true)
  return (
    <div className="guest">
      <header className="stack tight no-print">
        <div className="row spread">
          <a href="#/catalog" className="camp-name">
            <img src="/icon.svg" alt="" width={28} height={28} />
            <span>{camp.name}</span>
          </a>
          <span className="badge">You are looking, as a guest</span>
        </div>
        <TakePart onTakePart={onTakePart} />
      </header>
      <main className="stack">
        {isNoticed && <JoinedNotice file={file} onClose={() => setNoticed(false)} />}
        {'topicId' in route ? <GuestTopic key={route.topicId} topicId={route.topicId} /> : <GuestCatalog />}
      </main>
    </div>
  )
}

function TakePart({ onTakePart }: { onTakePart: () => void }) {
  const opened = useOpened()
  const [isAsking, setAsking] = useState(false)
  const [name, setName] = useState(localStorage.getItem('divelog-name') ?? '')
  if (!isAsking) {
    return (
      <div>
        <button type="button" className="button" onClick={() => setAsking(true)}>
          Take part
        </button>
      </div>
    )
  }
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (name.trim() === '') return
    localStorage.setItem('divelog-name', name.trim())
    await opened.takePart(name.trim())
    onTakePart()
  }
  return (
    <form className="row" onSubmit={(event) => void submit(event)}>
      <label className="field">
        <span>Your name</span>
        <input
          className="input"
          required
          maxLength={80}
          value={name}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" className="button primary">
        Take part
      </button>
    </form>
  )
}

function GuestCatalog() {
  const { camp } = useNotebook()
  const rows = useRows()
  const { peers } = useNetworkState()
  return (
    <>
      <h1>{camp.name}</h1>
      {rows !== undefined && rows.length === 0 && (
        <p className="notice">
          {peers.length === 0
            ? 'Nothing is here yet. Topics will appear when you meet somebody of this camp.'
            : 'Topics are on their way, if there are any.'}
        </p>
      )}
      <ul className="plain-list">
        {rows?.map((row) => (
          <li key={row.id} className="guest-row">
            <a href={pathTo({ name: 'topic', topicId: row.id })}>
              {row.number !== '' && <span className="soft">{row.number} </span>}
              {titleWords(row)}
            </a>{' '}
            <span className={`badge ${row.state}`}>{row.state === 'draft' ? 'draft outcome' : row.state}</span>
            {row.summary !== '' && <p className="soft">{row.summary}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
