// An invite that is not in the address bar: pasted, or scanned; and a camp's file from a stick beside it.
import { FolderOpen, ScanQrCode } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { byteSize } from '../design/byte-size.ts'
import { canScanQr } from './qr-reader.ts'
import { readInvite } from './read-invite.ts'

const ScanQr = lazy(() => import('./scan-qr.tsx').then(({ ScanQr: Scan }) => ({ default: Scan })))

export interface JoinFormProps {
  readonly busy: string
  /** What the link was before somebody changed it; '' for none. */
  readonly link: string
  /** `look` joins nothing under a name. */
  readonly mode: 'join' | 'look'
  readonly onJoin: (invite: string, file: File | undefined) => Promise<void>
}

export function JoinForm({ busy, link, mode, onJoin }: JoinFormProps) {
  const [invite, setInvite] = useState(link)
  const [file, setFile] = useState<File>()
  const read = readInvite(invite)
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (read.kind === 'good') void onJoin(invite, file)
      }}
    >
      <label className="field">
        <span>Invite link</span>
        <textarea
          className="input mono"
          rows={3}
          required
          value={invite}
          onChange={(event) => setInvite(event.target.value)}
          aria-describedby="invite-says"
        />
        <small id="invite-says" className={read.kind === 'bad' ? 'warn' : undefined} aria-live="polite">
          {read.kind === 'empty' && 'Paste the whole link, with everything after the #.'}
          {read.kind === 'bad' && read.problem}
          {read.kind === 'good' && `This link leads to “${read.name}”.`}
        </small>
      </label>
      <Scanning onFound={setInvite} />
      <CampFile file={file} onChosen={setFile} />
      <div>
        <button type="submit" className="button primary" disabled={busy !== '' || read.kind !== 'good'}>
          {mode === 'join' ? 'Join' : 'Look'}
        </button>
      </div>
    </form>
  )
}

/** Nothing where the browser reads no QR codes: the phone's own camera app opens the link there. */
function Scanning({ onFound }: { onFound: (text: string) => void }) {
  const [isScanning, setScanning] = useState(false)
  if (!canScanQr()) return null
  if (!isScanning) {
    return (
      <div className="row">
        <button type="button" className="button" onClick={() => setScanning(true)}>
          <ScanQrCode size={18} aria-hidden="true" /> Scan a QR code
        </button>
        <small className="soft">The browser will ask for the camera. Nothing is recorded.</small>
      </div>
    )
  }
  return (
    <Suspense fallback={<p role="status">Opening the camera…</p>}>
      <ScanQr
        onFound={(text) => {
          setScanning(false)
          onFound(text)
        }}
        onClose={() => setScanning(false)}
      />
    </Suspense>
  )
}

function CampFile({ file, onChosen }: { file: File | undefined; onChosen: (file: File | undefined) => void }) {
  return (
    <div className="row">
      <label className="button">
        <FolderOpen size={18} aria-hidden="true" /> Open a file (.car)
        <input
          type="file"
          accept=".car"
          className="visually-hidden"
          onChange={(event) => onChosen(event.target.files?.[0])}
        />
      </label>
      <small className="soft">
        {file === undefined
          ? 'A camp that came on a stick. The link lets you in, the file brings the notes: it needs both.'
          : `${file.name}, ${byteSize(file.size)}, is read after joining.`}
      </small>
    </div>
  )
}
