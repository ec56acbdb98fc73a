// The name under which this person writes.
import { type FormEvent, useState } from 'react'
import { useAuthors, useOpened, useSelf } from '../notebook-context.tsx'

export function ProfileForm() {
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
