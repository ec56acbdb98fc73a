// The whole camp as one file, for a stick: whoever has the invite can open it.
import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { byteSize } from '../design/byte-size.ts'
import { useNotebook, useOpened } from '../notebook-context.tsx'

export function ExportFile() {
  const opened = useOpened()
  const { camp } = useNotebook()
  const [said, setSaid] = useState('')
  const running = useRef<AbortController>(undefined)
  const [isRunning, setRunning] = useState(false)
  useEffect(() => () => running.current?.abort(), [])

  const write = async (): Promise<void> => {
    const abort = new AbortController()
    running.current = abort
    setRunning(true)
    setSaid('Writing…')
    try {
      const file = await opened.exportCar({
        signal: abort.signal,
        onProgress: ({ blocks, bytes }) => setSaid(`Writing… ${blocks} blocks, ${byteSize(bytes)}`),
      })
      download(file, fileName(camp.name))
      setSaid(`${fileName(camp.name)}, ${byteSize(file.size)}, is with your downloads.`)
    } catch (error) {
      setSaid(
        abort.signal.aborted ? 'Stopped.' : `Not written: ${error instanceof Error ? error.message : String(error)}`,
      )
    } finally {
      setRunning(false)
    }
  }
  return (
    <div className="row">
      <button type="button" className="button" onClick={() => void write()} disabled={isRunning}>
        <Download size={18} aria-hidden="true" /> Export file
      </button>
      {isRunning && (
        <button type="button" className="button" onClick={() => running.current?.abort()}>
          Stop the export
        </button>
      )}
      <span role="status" className="soft">
        {said}
      </span>
    </div>
  )
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  // The download reads the file a moment later.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Letters and digits of the camp's name, as every file system takes them. */
const fileName = (name: string): string =>
  `${
    name
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 60)
      .toLowerCase() || 'camp'
  }.car`
