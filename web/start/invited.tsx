// Somebody opened an invite link: the camp's name, their own, and the way in, before anything else.
import { type FormEvent, useEffect, useState } from 'react'
import type { BrowserCamps } from '../notebook-context.tsx'
import { NameField, type NameFieldProps } from './name-field.tsx'

export interface InvitedProps {
  readonly camps: BrowserCamps
  readonly camp: string
  readonly campId: string
  readonly busy: string
  readonly naming: NameFieldProps
  readonly onJoin: () => void
  readonly onLook: () => void
}

export function Invited({ camps, camp, campId, busy, naming, onJoin, onLook }: InvitedProps) {
  const isMember = useIsMember(camps, campId)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onJoin()
  }
  return (
    <form className="stack" onSubmit={submit}>
      {!isMember && <NameField {...naming} />}
      <div className="row">
        <button type="submit" className="button primary" disabled={busy !== ''}>
          {isMember ? `Open ${camp}` : `Join ${camp}`}
        </button>
        {!isMember && (
          <button type="button" className="button" disabled={busy !== ''} onClick={onLook}>
            Just look
          </button>
        )}
      </div>
      <p className="soft">
        {isMember
          ? 'You are in this camp already.'
          : 'What you write is kept on this device and shared with the laptops you meet. It works without a network.'}
      </p>
    </form>
  )
}

/** Whoever is in the camp under a name needs to give none again. */
function useIsMember(camps: BrowserCamps, campId: string): boolean {
  const [isMember, setMember] = useState(false)
  useEffect(() => {
    let gone = false
    camps.list().then(
      (all) => !gone && setMember(all.some((known) => known.campId === campId && !known.isGuest)),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [camps, campId])
  return isMember
}
