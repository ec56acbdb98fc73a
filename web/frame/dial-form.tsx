// Dials one address that somebody read out or pasted.
import { type FormEvent, useState } from 'react'
import { useOpened } from '../notebook-context.tsx'

export function DialForm() {
  const opened = useOpened()
  const [address, setAddress] = useState('')
  const [said, setSaid] = useState('')
  const dial = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setSaid('Dialling…')
    try {
      await opened.connect(address.trim())
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
