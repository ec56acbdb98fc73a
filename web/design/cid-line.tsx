// A CID: shortened in the middle, copied whole, as a code for cameras, and explained to whoever asks.
import { useState } from 'react'
import { CopyButton } from './copy-button.tsx'
import { QrCode } from './qr-code.tsx'
import './cid-line.css'

export interface CidLineProps {
  readonly cid: string
  /** What it is the CID of, as in `the outcome`. */
  readonly of: string
  readonly testId?: string
}

/** Characters that stay in sight at the end: people compare ends. */
const tail = 8

export function CidLine({ cid, of, testId }: CidLineProps) {
  const [shown, setShown] = useState<'none' | 'qr' | 'words'>('none')
  const toggle = (what: 'qr' | 'words') => () => setShown((now) => (now === what ? 'none' : what))
  return (
    <div className="stack tight">
      <p className="mono cid" data-testid={testId} title={cid}>
        <span className="cid-head">{cid.slice(0, -tail)}</span>
        <span className="cid-tail">{cid.slice(-tail)}</span>
      </p>
      <div className="row">
        <CopyButton text={cid} label="Copy CID" />
        <button type="button" className="button" aria-expanded={shown === 'qr'} onClick={toggle('qr')}>
          QR code
        </button>
        <button type="button" className="button quiet" aria-expanded={shown === 'words'} onClick={toggle('words')}>
          What is this?
        </button>
      </div>
      {shown === 'qr' && <QrCode text={`ipfs://${cid}`} label={`QR code of ${of}`} />}
      {shown === 'words' && (
        <p className="soft">
          A CID is a name made from the content itself: whoever has the same CID has {of}, the same to the byte, and can
          check it. Any IPFS program can ask for it by this name.
        </p>
      )}
    </div>
  )
}
