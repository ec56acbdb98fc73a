// Who is connected and how, who holds my latest work, what waits and why, and whether we all hold the same notebook.
import { X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { cidWords, wordPair } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import { CopyButton } from '../design/copy-button.tsx'
import { isAlmostFull, useStorage } from '../design/use-storage.ts'
import { useAgreement, useAuthors, useNetworkState, useOpened, useSaveState } from '../notebook-context.tsx'
import { DialForm } from './dial-form.tsx'
import { ExportFile } from './export-file.tsx'
import { usePeerNames } from './peer-names.ts'
import { PeersPicture } from './peers-picture.tsx'
import { ReceivingButton } from './receiving.tsx'
import { useStateWords } from './use-state-words.ts'
import { whatWaits } from './what-waits.ts'

const ways: Readonly<Record<string, string>> = {
  tcp: 'directly',
  websocket: 'through a socket on this network',
  webrtc: 'browser to browser',
  'webrtc-direct': 'directly, browser to laptop',
  relay: 'through another laptop',
  other: 'another way',
}

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
        <div className="row spread">
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
        <Catalog />
        <section className="stack tight" aria-label="Take it along">
          <h3>No network here?</h3>
          <p className="soft">One file holds the whole camp. Carry it on a stick; with the invite it opens anywhere.</p>
          <ExportFile />
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
  const { peers, isReady } = useNetworkState()
  const names = usePeerNames()
  const authors = useAuthors()
  const { same, differs } = useAgreement()
  const items = peers.map((peer) => ({
    peer,
    name: capital(names.owner(peer.id)).replace('This laptop’s own node', 'Own node'),
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
              {capital(names.owner(peer.id))} <span className="soft">{wordPair(peer.id)}</span>, {ways[peer.via]}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Holders() {
  const { heldBy } = useSaveState()
  const names = usePeerNames()
  return (
    <section className="stack tight" aria-label="Who holds my latest work">
      <h3>Who holds my latest work</h3>
      {heldBy.length === 0 ? (
        <p className="soft">Only this device so far.</p>
      ) : (
        <p>On {heldBy.map(({ peer }) => names.laptop(peer)).join(', ')}.</p>
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

function Catalog() {
  const catalog = useCatalogCid()
  const agreement = useAgreement()
  const { peers } = useNetworkState()
  const names = usePeerNames()
  if (catalog === '') return null
  const listed = (ids: typeof agreement.same): string => ids.map(names.owner).join(', ')
  const connected = peers.map((peer) => peer.id)
  const same = connected.filter((id) => agreement.same.includes(id))
  const differs = connected.filter((id) => agreement.differs.includes(id))
  const unknown = connected.filter((id) => !same.includes(id) && !differs.includes(id))
  return (
    <section className="stack tight" aria-label="This notebook">
      <h3>This notebook</h3>
      <p className="soft">Two laptops that show the same words and CID hold the same notebook, to the byte.</p>
      <p className="catalog-words" data-testid="catalog-words">
        {cidWords(catalog)}
      </p>
      <p className="mono" data-testid="catalog-cid">
        {catalog}
      </p>
      {same.length > 0 && <p>Same as: {listed(same)}</p>}
      {differs.length > 0 && <p>Differs: {listed(differs)}</p>}
      {unknown.length > 0 && <p>Not compared yet: {listed(unknown)}</p>}
      <div>
        <CopyButton text={catalog} label="Copy CID" />
      </div>
    </section>
  )
}

/** '' while it is not known. */
function useCatalogCid(): string {
  const opened = useOpened()
  const { notebook } = opened
  const { role, isReady } = useNetworkState()
  // In a tab that does not lead, a new head of anybody is the sign that the catalog may be another one.
  const heads = useAuthors()
  const sign = role === 'leader' ? undefined : heads
  const [catalog, setCatalog] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `sign` and `isReady` start another look
  useEffect(() => {
    let gone = false
    const read = (): void => {
      opened.catalogCid().then(
        (cid) => !gone && setCatalog(cid),
        () => undefined,
      )
    }
    read()
    const stop = notebook.onEvent((event) => event.kind === 'topic:merged' && read())
    return () => {
      gone = true
      stop()
    }
  }, [opened, notebook, role, sign, isReady])
  return catalog
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
