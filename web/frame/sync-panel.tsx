// Who is connected and how, who holds my latest work, and whether we all hold the same notebook.
import { X } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { AuthorId } from '../../src/index.ts'
import { CopyButton } from '../design/copy-button.tsx'
import { useAuthors, useNetworkState, useNotebook, useOpened, useSaveState } from '../notebook-context.tsx'
import { stateWords } from './state-words.ts'

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
  const notebook = useNotebook()
  const authors = useAuthors()
  const save = useSaveState()
  const network = useNetworkState()
  const [catalog, setCatalog] = useState('')
  const nameOf = (id: AuthorId): string => {
    if (network.ownNodes.includes(id)) return 'This laptop’s own node'
    return authors.find((author) => author.id === id)?.name || `…${id.slice(-6)}`
  }
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  useEffect(() => {
    let gone = false
    if (network.role !== 'leader') return
    const read = (): void => {
      notebook.catalogCid().then(
        (cid) => !gone && setCatalog(cid.toString()),
        () => undefined,
      )
    }
    read()
    const stop = notebook.onEvent((event) => event.kind === 'topic:merged' && read())
    return () => {
      gone = true
      stop()
    }
  }, [notebook, network.role])
  return (
    <dialog ref={dialog} className="panel" aria-labelledby="panel-title" onClose={onClose}>
      <div className="stack">
        <div className="row spread">
          <h2 id="panel-title">{stateWords(save, network).text}</h2>
          <button type="button" className="button quiet" aria-label="Close" onClick={() => dialog.current?.close()}>
            <X size={20} aria-hidden="true" />
          </button>
        </div>
        <section className="stack tight">
          <h3>Connected</h3>
          {network.peers.length === 0 ? (
            <p className="soft">
              {network.isReady
                ? 'Nobody of this camp is connected now. What you write waits here.'
                : 'Getting the network ready…'}
            </p>
          ) : (
            <ul className="plain-list">
              {network.peers.map((peer) => (
                <li key={peer.id}>
                  {nameOf(peer.id)}, {ways[peer.via]}
                </li>
              ))}
            </ul>
          )}
        </section>
        <section className="stack tight">
          <h3>Who holds my latest work</h3>
          {save.heldBy.length === 0 ? (
            <p className="soft">Only this device so far.</p>
          ) : (
            <ul className="plain-list">
              {save.heldBy.map((receipt) => (
                <li key={receipt.peer}>
                  {nameOf(receipt.peer)}, since{' '}
                  {new Date(receipt.at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
                </li>
              ))}
            </ul>
          )}
        </section>
        {catalog !== '' && (
          <section className="stack tight">
            <h3>This notebook</h3>
            <p className="soft">Two laptops that show the same CID hold the same notebook, to the byte.</p>
            <p className="mono" data-testid="catalog-cid">
              {catalog}
            </p>
            <CopyButton text={catalog} label="Copy CID" />
          </section>
        )}
        <DialForm />
      </div>
    </dialog>
  )
}

function DialForm() {
  const opened = useOpened()
  const [address, setAddress] = useState('')
  const [said, setSaid] = useState('')
  const dial = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setSaid('Dialling…')
    try {
      await opened.network()?.connect(address.trim())
      await opened.addPeers([address.trim()])
      setSaid('Connected.')
      setAddress('')
    } catch (error) {
      setSaid(`It did not answer: ${error instanceof Error ? error.message : String(error)}. It will be tried again.`)
    }
  }
  return (
    <details>
      <summary>Connect to an address</summary>
      <form className="stack tight" onSubmit={(event) => void dial(event)}>
        <label className="field">
          <span>Multiaddr</span>
          <input
            className="input mono"
            required
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            placeholder="/ip4/…/tcp/…/ws/p2p/12D3Koo…"
          />
        </label>
        <div className="row">
          <button type="submit" className="button">
            Connect
          </button>
          <span role="status">{said}</span>
        </div>
      </form>
    </details>
  )
}
