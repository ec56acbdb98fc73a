// The first minute: start a camp, join one, just look, or go on with the one on this laptop.
import { Anchor, Eye, Laptop, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { TaskProgress } from '../design/task-progress.tsx'
import type { BrowserCamps } from '../notebook-context.tsx'
import { Invited } from './invited.tsx'
import { JoinForm } from './join-form.tsx'
import { NameField } from './name-field.tsx'
import { readInvite } from './read-invite.ts'
import { StartForm } from './start-form.tsx'
import { type Entrance, type EntranceInit, useEntrance } from './use-entrance.ts'
import './first-minute.css'

export interface FirstMinuteProps extends EntranceInit {
  /** Invite link in the address bar, '' for none. */
  readonly link: string
}

export function FirstMinute({ link, ...init }: FirstMinuteProps) {
  const entrance = useEntrance(init)
  const [isElsewhere, setElsewhere] = useState(false)
  const invited = readInvite(link)
  if (!isSecureContext) return <ReadAlong camp={invited.kind === 'good' ? invited.name : ''} />
  if (invited.kind !== 'good' || isElsewhere) {
    return <Choices entrance={entrance} badLink={invited.kind === 'bad' ? link : ''} />
  }
  return (
    <InvitedPage
      camps={init.camps}
      entrance={entrance}
      invite={{ link, ...invited }}
      onElsewhere={() => setElsewhere(true)}
    />
  )
}

interface InvitedPageProps {
  readonly camps: BrowserCamps
  readonly entrance: Entrance
  readonly invite: { readonly link: string; readonly name: string; readonly campId: string }
  readonly onElsewhere: () => void
}

function InvitedPage({ camps, entrance, invite: { link, name, campId }, onElsewhere }: InvitedPageProps) {
  return (
    <Page title={name} lead="You are invited to this camp’s notebook." entrance={entrance}>
      <Invited
        camps={camps}
        camp={name}
        campId={campId}
        busy={entrance.busy}
        naming={entrance.naming}
        onJoin={() => void entrance.join(link)}
        onLook={() => void entrance.look(link)}
      />
      <p>
        <button type="button" className="button quiet elsewhere" onClick={onElsewhere}>
          Something else: start a camp, or join another
        </button>
      </p>
    </Page>
  )
}

type Choice = 'none' | 'start' | 'join' | 'look'

function Choices({ entrance, badLink }: { entrance: Entrance; badLink: string }) {
  const { laptop, asked, busy, naming } = entrance
  const [choice, setChoice] = useState<Choice>(badLink === '' ? 'none' : 'join')
  const look = async (): Promise<void> => {
    // A quick press may come before the laptop said which camp it holds.
    const invite = (laptop ?? (await asked))?.invite
    if (invite == null) setChoice('look')
    else await entrance.look(invite)
  }
  return (
    <Page
      title="The notebook for your Deep Dive"
      lead="Everything you write is kept on this device and shared with the laptops you meet. It works without a network."
      entrance={entrance}
    >
      <NameField {...naming} />
      {choice !== 'join' && <OnThisLaptop entrance={entrance} />}
      <div className="entrances">
        <ChoiceButton label="Start a camp" isChosen={choice === 'start'} onChoose={() => setChoice('start')}>
          With the topics of two real camps, your own table, or empty
        </ChoiceButton>
        <ChoiceButton label="Join a camp" isChosen={choice === 'join'} onChoose={() => setChoice('join')}>
          With a link, a QR code, or a file somebody gave you
        </ChoiceButton>
        <ChoiceButton label="Just look" isChosen={choice === 'look'} onChoose={() => void look()}>
          Read as a guest, without a name. Nothing is written
        </ChoiceButton>
      </div>
      {choice === 'start' && <StartForm busy={busy} onStart={entrance.start} />}
      {(choice === 'join' || choice === 'look') && (
        <JoinForm key={choice} mode={choice} link={badLink} busy={busy} onJoin={entrance[choice]} />
      )}
    </Page>
  )
}

/** The camp that the laptop behind this page holds already. */
function OnThisLaptop({ entrance: { laptop, busy, join } }: { entrance: Entrance }) {
  const invite = laptop?.invite
  if (invite == null) return null
  return (
    <section className="card stack tight">
      <h2>{laptop?.name}</h2>
      <p className="soft">This camp is on the laptop that opened this page.</p>
      <div>
        <button type="button" className="button primary" disabled={busy !== ''} onClick={() => void join(invite)}>
          <Laptop size={18} aria-hidden="true" /> Continue with {laptop?.name}
        </button>
      </div>
    </section>
  )
}

const icons = { 'Start a camp': Anchor, 'Join a camp': Users, 'Just look': Eye } as const

interface ChoiceButtonProps {
  readonly label: keyof typeof icons
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly children: string
}

function ChoiceButton({ label, isChosen, onChoose, children }: ChoiceButtonProps) {
  const Icon = icons[label]
  return (
    <button type="button" className="entrance" aria-expanded={isChosen} onClick={onChoose}>
      <Icon aria-hidden="true" />
      <strong>{label}</strong>
      <span className="soft">{children}</span>
    </button>
  )
}

/** http from another machine: the browser gives such a page neither keys nor storage that lasts. */
function ReadAlong({ camp }: { camp: string }) {
  return (
    <Page
      title={camp === '' ? 'Read along' : camp}
      lead="At this address your browser lets you read, and nothing more: only a page of your own machine may write."
    >
      <p>
        <a className="button primary" href="/read/">
          Read along
        </a>
      </p>
      <p>
        To write, start Divelog on a laptop of your own (npm start), choose “Join a camp” there, and paste the link of
        this page.
      </p>
    </Page>
  )
}

interface PageProps {
  readonly title: string
  readonly lead: string
  readonly entrance?: Pick<Entrance, 'task' | 'error'>
  readonly children: ReactNode
}

function Page({ title, lead, entrance, children }: PageProps) {
  const error = entrance?.error ?? ''
  return (
    <main className="first stack">
      <header className="stack tight">
        <p className="wordmark">Divelog</p>
        <h1>{title}</h1>
        <p className="soft">{lead}</p>
      </header>
      {error !== '' && (
        <p className="notice warn" role="alert">
          {error}
        </p>
      )}
      {children}
      {entrance !== undefined && <TaskProgress task={entrance.task} />}
    </main>
  )
}
