// Who is in the camp, and how to bring somebody in.
import { type FormEvent, useState } from 'react'
import { wordPair } from '../../src/index.ts'
import { Face } from '../design/face.tsx'
import { useAuthors, useNetworkState, useOpened, useSelf } from '../notebook-context.tsx'
import { InviteCard } from './invite-card.tsx'
import './people.css'

export function PeopleScreen() {
  const authors = useAuthors()
  const self = useSelf()
  const { peers } = useNetworkState()
  return (
    <div className="stack people">
      <h1>People</h1>
      <div className="two">
        <section className="card stack" aria-label="Everybody">
          <h2>In this camp</h2>
          <p className="soft">
            The two words come from each person’s key and are the same on every laptop: compare them aloud when two
            people have one name.
          </p>
          <ul className="plain-list">
            {authors.map((author) => (
              <li key={author.id} className="row person">
                <Face name={author.name} colour={author.colour} />
                <span>
                  {author.name || 'No name yet'} <span className="soft">{wordPair(author.id)}</span>{' '}
                  {author.id === self && <span className="soft">(you)</span>}
                </span>
                {peers.some((peer) => peer.id === author.id) && <span className="badge draft">connected</span>}
                {author.forked && <span className="badge running">two devices, one key</span>}
              </li>
            ))}
          </ul>
        </section>
        <div className="stack">
          <InviteCard />
          <ProfileForm />
        </div>
      </div>
    </div>
  )
}

function ProfileForm() {
  const opened = useOpened()
  const self = useSelf()
  const me = useAuthors().find((author) => author.id === self)
  const [typed, setTyped] = useState<string>()
  const [said, setSaid] = useState('')
  const name = typed ?? me?.name ?? ''
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (name.trim() === '') {
      setSaid('A name is needed: your group sees it.')
      return
    }
    await opened.setProfile({ name })
    setSaid('Saved here.')
  }
  return (
    <form className="card stack" onSubmit={(event) => void save(event)}>
      <label className="field">
        <span>Your name</span>
        <input
          className="input"
          maxLength={80}
          value={name}
          onChange={(event) => {
            setTyped(event.target.value)
            setSaid('')
          }}
        />
      </label>
      <div className="row">
        <button type="submit" className="button">
          Save
        </button>
        <span role="status" className="soft">
          {said}
        </span>
      </div>
    </form>
  )
}
