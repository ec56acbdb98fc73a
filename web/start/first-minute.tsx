// The first minute: start a camp, join one, or go on with the one on this laptop. A name is asked for once.
import { Anchor, Laptop, Users } from 'lucide-react'
import { type FormEvent, useEffect, useState } from 'react'
import { type CampId, parseInvite } from '../../src/index.ts'
import type { BrowserCamps } from '../notebook-context.tsx'
import {
  type ChosenFile,
  joinOnLaptop,
  type LaptopSession,
  loadLaptopSession,
  startOnLaptop,
} from './laptop-session.ts'
import { inWords } from './plain-words.ts'
import './first-minute.css'

export interface FirstMinuteProps {
  readonly camps: BrowserCamps
  /** Invite link in the address bar, '' for none. */
  readonly link: string
  readonly problem: string
  readonly onReady: (campId: CampId) => Promise<void>
}

type Choice = 'none' | 'start' | 'join'

export function FirstMinute({ camps, link, problem, onReady }: FirstMinuteProps) {
  const [choice, setChoice] = useState<Choice>(link === '' ? 'none' : 'join')
  const [name, setName] = useState(localStorage.getItem('divelog-name') ?? '')
  const [laptop, setLaptop] = useState<LaptopSession>()
  const [busy, setBusy] = useState('')
  const [error, setError] = useState(problem)
  useEffect(() => {
    void loadLaptopSession().then(setLaptop)
  }, [])

  const run = async (what: string, work: () => Promise<CampId>): Promise<void> => {
    setBusy(what)
    setError('')
    try {
      localStorage.setItem('divelog-name', name.trim())
      await onReady(await work())
    } catch (failure) {
      setError(inWords(failure))
      setBusy('')
      // Another page may have started or joined a camp on this laptop meanwhile.
      void loadLaptopSession().then(setLaptop)
    }
  }
  const join = (invite: string): Promise<CampId> => camps.join(invite, name.trim())

  return (
    <main className="first stack">
      <header className="stack tight">
        <p className="wordmark">Divelog</p>
        <h1>The notebook for your Deep Dive</h1>
        <p className="soft">
          Everything you write is kept on this device and shared with the laptops you meet. It works without a network.
        </p>
      </header>
      <label className="field">
        <span>Your name</span>
        <input
          className="input"
          value={name}
          maxLength={80}
          autoComplete="name"
          onChange={(event) => setName(event.target.value)}
        />
        <small>As your group will see it. You can change it later.</small>
      </label>
      {error !== '' && (
        <p className="notice warn" role="alert">
          {error}
        </p>
      )}
      {laptop?.invite != null && choice !== 'join' && (
        <section className="card stack tight">
          <h2>{laptop.name}</h2>
          <p className="soft">This camp is on the laptop that opened this page.</p>
          <div>
            <button
              type="button"
              className="button primary"
              disabled={busy !== ''}
              onClick={() => void run('Opening', () => join(laptop.invite ?? ''))}
            >
              <Laptop size={18} aria-hidden="true" /> Continue with {laptop.name}
            </button>
          </div>
        </section>
      )}
      <div className="choices">
        <button type="button" className="choice" aria-expanded={choice === 'start'} onClick={() => setChoice('start')}>
          <Anchor aria-hidden="true" />
          <strong>Start a camp</strong>
          <span className="soft">With the topics of two real camps, your own table, or empty</span>
        </button>
        <button type="button" className="choice" aria-expanded={choice === 'join'} onClick={() => setChoice('join')}>
          <Users aria-hidden="true" />
          <strong>Join a camp</strong>
          <span className="soft">With the link somebody gave you</span>
        </button>
      </div>
      {choice === 'start' && (
        <StartForm
          busy={busy}
          onStart={(init) =>
            run('Starting the camp', async () => {
              if (laptop !== undefined && laptop.campId === null) {
                const session = await startOnLaptop({ ...init, displayName: name.trim() })
                return join(session.invite ?? '')
              }
              // The starter catalog and the Markdown parser come only to those who start a camp.
              const { startInBrowser } = await import('./start-in-browser.ts')
              return startInBrowser(camps, { ...init, displayName: name.trim() })
            })
          }
        />
      )}
      {choice === 'join' && (
        <JoinForm
          link={link}
          busy={busy}
          onJoin={(invite) =>
            run('Joining', async () => {
              if (laptop !== undefined && laptop.campId === null) await joinOnLaptop(invite, name.trim())
              return join(invite)
            })
          }
        />
      )}
      {busy !== '' && (
        <p role="status">
          {busy}… <progress aria-label={busy} />
        </p>
      )}
    </main>
  )
}

interface StartInit {
  readonly name: string
  readonly starter: boolean
  /** Markdown to begin with. */
  readonly file: ChosenFile | undefined
}

function StartForm({ busy, onStart }: { busy: string; onStart: (init: StartInit) => Promise<void> }) {
  const [camp, setCamp] = useState('')
  const [content, setContent] = useState<'starter' | 'file' | 'empty'>('starter')
  const [file, setFile] = useState<ChosenFile>()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void onStart({
      name: camp.trim(),
      starter: content === 'starter',
      file: content === 'file' ? file : undefined,
    })
  }
  return (
    <form className="card stack" onSubmit={submit}>
      <label className="field">
        <span>Name of the camp</span>
        <input
          className="input"
          required
          maxLength={80}
          value={camp}
          onChange={(event) => setCamp(event.target.value)}
        />
      </label>
      <fieldset className="stack tight plain">
        <legend>Begin with</legend>
        <label className="option">
          <input type="radio" name="content" checked={content === 'starter'} onChange={() => setContent('starter')} />
          <span>56 topics of two real camps</span>
        </label>
        <label className="option">
          <input type="radio" name="content" checked={content === 'file'} onChange={() => setContent('file')} />
          <span>My own table of topics (Markdown)</span>
        </label>
        <label className="option">
          <input type="radio" name="content" checked={content === 'empty'} onChange={() => setContent('empty')} />
          <span>An empty catalog</span>
        </label>
      </fieldset>
      {content === 'file' && (
        <label className="field">
          <span>Markdown file</span>
          <input
            type="file"
            accept=".md,.markdown,text/markdown"
            required
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </label>
      )}
      <div>
        <button type="submit" className="button primary" disabled={busy !== ''}>
          Start the camp
        </button>
      </div>
    </form>
  )
}

function JoinForm({ link, busy, onJoin }: { link: string; busy: string; onJoin: (invite: string) => Promise<void> }) {
  const [invite, setInvite] = useState(link)
  const read = readInvite(invite)
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (read.name !== undefined) void onJoin(invite)
      }}
    >
      <label className="field">
        <span>Invite link</span>
        <textarea
          className="input mono"
          rows={3}
          required
          value={invite}
          onChange={(event) => setInvite(event.target.value)}
          aria-describedby="invite-says"
        />
        <small id="invite-says" aria-live="polite">
          {invite === ''
            ? 'Paste the whole link, with everything after the #.'
            : (read.problem ?? `This joins “${read.name}”.`)}
        </small>
      </label>
      <div>
        <button type="submit" className="button primary" disabled={busy !== '' || read.name === undefined}>
          Join
        </button>
      </div>
    </form>
  )
}

function readInvite(link: string): { readonly name?: string; readonly problem?: string } {
  if (link.trim() === '') return {}
  try {
    return { name: parseInvite(link).name }
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}
