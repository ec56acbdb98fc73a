// Who is connected and how, who holds my latest work, what waits and why, and whether we all hold the same notebook.
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { type AuthorId, wordPair } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import { isAlmostFull, useStorage } from '../design/use-storage.ts'
import { useAgreement, useAuthors, useNetworkState, useSaveState } from '../notebook-context.tsx'
import { DialForm } from './dial-form.tsx'
import { ExportFile } from './export-file.tsx'
import { oneALaptop } from './one-a-laptop.ts'
import { OpenFile } from './open-file.tsx'
import { usePeerNames } from './peer-names.ts'
import { wayWords } from './peer-ways.ts'
import { PeersPicture } from './peers-picture.tsx'
import { laptopsThroughNode } from './reached.ts'
import { ReceivingButton } from './receiving.tsx'
import { ThisNotebook } from './this-notebook.tsx'
import { useStateWords } from './use-state-words.ts'
import { whatWaits } from './what-waits.ts'
import './sync-panel.css'

export function SyncPanel({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const words = useStateWords()
  useEffect(() => {
    dialog.current?.showModal()
    // A link in the panel leads to a screen, which the panel must not cover.
    const close = (): void => dialog.current?.close()
    addEventListener('hashchange', close)
    return () => removeEventListener('hashchange', close)
  }, [])
  return (
    <dialog ref={dialog} className="panel" aria-labelledby="panel-title" onClose={onClose}>
      <div className="stack">
        <div className="panel-head">
          <h2 id="panel-title">{words.text}</h2>
          <button type="button" className="button quiet" aria-label="Close" onClick={() => dialog.current?.close()}>
            <X size={20} aria-hidden="true" />
          </button>
        </div>
        <Receiving />
        <StorageWarning />
        <Connected />
        <Holders />
        <Waiting />
        <ThisNotebook />
        <section className="stack tight" aria-label="Take it along">
          <h3>No network here?</h3>
          <p className="soft">One file holds the whole camp. Carry it on a stick; with the invite it opens anywhere.</p>
          <ExportFile />
          <OpenFile />
          <p>
            <a href="#/people">Invite somebody</a>
          </p>
          <p>
            <a href="#/doctor">Something does not work? Ask the doctor</a>
          </p>
        </section>
        <DialForm />
      </div>
    </dialog>
  )
}

function Receiving() {
  const { pulls } = useNetworkState()
  const names = usePeerNames()
  if (!pulls.isHeld && pulls.running.length === 0) return null
  return (
    <section className="stack tight" aria-label="Receiving">
      {pulls.running.map((pull) => (
        <label key={pull.peer} className="field">
          <span>From {names.laptop(pull.peer)}</span>
          <progress value={pull.topicsTotal === 0 ? undefined : pull.topics} max={Math.max(1, pull.topicsTotal)} />
        </label>
      ))}
      {pulls.isHeld && <p className="soft">What came whole stays here. Your own work still goes out.</p>}
      <div>
        <ReceivingButton />
      </div>
    </section>
  )
}

function StorageWarning() {
  const room = useStorage()
  if (room === undefined || !isAlmostFull(room)) return null
  return (
    <section className="notice warn stack tight" aria-label="Storage">
      <p>
        {byteSize(room.usage)} of {byteSize(room.quota)} that this browser may use are used. Make room on the disk, and
        export the camp to be safe: soon an edit or a photo may be refused.
      </p>
    </section>
  )
}

function Connected() {
  const network = useNetworkState()
  const { peers, isReady, ownNodes } = network
  const { nodeOf, same, differs } = useAgreement()
  const reached = laptopsThroughNode(network, nodeOf)
  const authors = useAuthors()
  const nameOf = (id: AuthorId): string => authors.find((author) => author.id === id)?.name ?? ''
  const shown = [...peers, ...reached.map((id) => ({ id, via: 'relay' as const }))]
  const items = shown.map((peer) => ({
    peer,
    name: ownNodes.includes(peer.id) ? 'Own node' : nameOf(peer.id) || wordPair(peer.id),
    colour: authors.find((author) => author.id === peer.id)?.colour ?? 'var(--line-strong)',
    isSame: same.includes(peer.id) ? true : differs.includes(peer.id) ? false : undefined,
  }))
  return (
    <section className="stack tight" aria-label="Connected">
      <h3>Connected</h3>
      {peers.length > 0 && <PeersPicture items={items} />}
      {peers.length === 0 ? (
        <p className="soft">
          {isReady ? 'Nobody of this camp is connected now. What you write waits here.' : 'Getting the network ready…'}
        </p>
      ) : (
        <ul className="plain-list">
          {peers.map((peer) => (
            <li key={peer.id}>
              {ownNodes.includes(peer.id) ? 'This laptop’s own node' : nameOf(peer.id) || 'No name yet'}{' '}
              <span className="soft">{wordPair(peer.id)}</span>, {wayWords(peer)}
            </li>
          ))}
          {reached.map((id) => (
            <li key={id}>
              {nameOf(id) || 'No name yet'} <span className="soft">{wordPair(id)}</span>, through this laptop’s own node
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Holders() {
  const { heldBy } = useSaveState()
  const { nodeOf } = useAgreement()
  const { ownNodes } = useNetworkState()
  const names = usePeerNames()
  const holders = heldBy.map(({ peer }) => peer)
  const laptops = oneALaptop(holders, { nodeOf, ownNodes })
  return (
    <section className="stack tight" aria-label="Who holds my latest work">
      <h3>Who holds my latest work</h3>
      {heldBy.length === 0 ? (
        <p className="soft">Only this device so far.</p>
      ) : (
        <p>On {laptops.map(names.laptop).join(', ')}.</p>
      )}
    </section>
  )
}

function Waiting() {
  const waiting = whatWaits(useSaveState(), useNetworkState())
  if (waiting.length === 0) return null
  return (
    <section className="stack tight" aria-label="What waits">
      <h3>What waits, and why</h3>
      <ul className="plain-list">
        {waiting.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
