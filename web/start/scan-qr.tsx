// The camera, until it sees an invite.
import { useEffect, useRef, useState } from 'react'
import { createQrReader } from './qr-reader.ts'
import { readInvite } from './read-invite.ts'

const lookEveryMs = 200

export interface ScanQrProps {
  readonly onFound: (text: string) => void
  readonly onClose: () => void
}

export function ScanQr({ onFound, onClose }: ScanQrProps) {
  const video = useRef<HTMLVideoElement>(null)
  const found = useRef(onFound)
  found.current = onFound
  const [said, setSaid] = useState('Hold the code in front of the camera.')
  useEffect(() => {
    const stopping = new AbortController()
    if (video.current !== null) {
      watch(video.current, { signal: stopping.signal, onSaid: setSaid }).then(
        (text) => text !== undefined && found.current(text),
        (error: unknown) => !stopping.signal.aborted && setSaid(whyNoCamera(error)),
      )
    }
    return () => stopping.abort()
  }, [])
  return (
    <div className="stack tight">
      <video ref={video} className="scanner" muted playsInline aria-label="What the camera sees" />
      <p role="status">{said}</p>
      <div>
        <button type="button" className="button" onClick={onClose}>
          Close the camera
        </button>
      </div>
    </div>
  )
}

interface Watching {
  readonly signal: AbortSignal
  readonly onSaid: (text: string) => void
}

/** Resolves with the first invite in sight, or undefined when it was ended before. */
async function watch(video: HTMLVideoElement, { signal, onSaid }: Watching): Promise<string | undefined> {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  try {
    video.srcObject = stream
    await video.play()
    const reader = createQrReader()
    while (!signal.aborted && reader !== undefined) {
      for (const { rawValue } of await reader.detect(video)) {
        if (readInvite(rawValue).kind === 'good') return rawValue
        onSaid('This code is no invite to a camp.')
      }
      await new Promise((done) => setTimeout(done, lookEveryMs))
    }
    return undefined
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}

const whyNoCamera = (error: unknown): string =>
  error instanceof DOMException && error.name === 'NotAllowedError'
    ? 'The browser was told not to give the camera. Paste the link instead.'
    : 'No camera can be used here. Paste the link instead.'
