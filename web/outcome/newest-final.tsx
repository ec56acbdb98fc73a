// What was frozen last: its CID to copy or to scan, and who signed it.
import type { Final } from '../../src/index.ts'
import { CopyButton } from '../design/copy-button.tsx'
import { QrCode } from '../design/qr-code.tsx'
import { SignedBy } from '../publish/signed-by.tsx'
import type { Signers } from '../publish/use-signers.ts'

export interface NewestFinalProps {
  readonly final: Final
  readonly signers: Signers | undefined
  /** This person meant to sign what was final before, and somebody had written on. */
  readonly isOther: boolean
}

export function NewestFinal({ final: { cid }, signers, isOther }: NewestFinalProps) {
  return (
    <div className="stack tight" role="status">
      <p className="soft">Published under this CID. Whoever has it can check that not a letter was changed.</p>
      <p className="mono" data-testid="final-cid">
        {cid}
      </p>
      <SignedBy signers={signers} />
      {isOther && <p>Somebody had written on after it was final: you signed a new version.</p>}
      <div className="row">
        <CopyButton text={cid} label="Copy CID" />
      </div>
      <details>
        <summary>QR code</summary>
        <QrCode text={`ipfs://${cid}`} label="QR code of the final CID" />
      </details>
    </div>
  )
}
