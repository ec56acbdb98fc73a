// The whole camp as one file, for a stick: whoever has the invite can open it.
import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { byteSize } from '../design/byte-size.ts'
import { download, fileStem } from '../design/download.ts'
import { useNotebook, useOpened } from '../notebook-context.tsx'

export function ExportFile() {
  const opened = useOpened()
  const { camp } = useNotebook()
  const [said, setSaid] = useState('')
  const running = useRef<AbortController>(undefined)
  const [isRunning, setRunning] = useState(false)
  useEffect(() => () => running.current?.abort(), [])

  const name = `${fileStem(camp.name, 'camp')}.car`
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
      download(file, name)
      setSaid(`${name}, ${byteSize(file.size)}, is with your downloads.`)
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
