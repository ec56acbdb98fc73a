// The whole camp as one file, for a stick: whoever has the invite can open it.
import { Download } from 'lucide-react'
import { useState } from 'react'
import { byteSize } from '../design/byte-size.ts'
import { TaskProgress } from '../design/task-progress.tsx'
import { useTask } from '../design/use-task.ts'
import { useNetworkState, useNotebook, useOpened } from '../notebook-context.tsx'

export function ExportFile() {
  const opened = useOpened()
  const { camp } = useNotebook()
  const { role } = useNetworkState()
  const task = useTask()
  const [said, setSaid] = useState('')
  if (role === 'follower') return <p className="soft">The tab in charge of the network can export the camp.</p>

  const write = async (): Promise<void> => {
    setSaid('')
    const result = await task.run('Exporting', ({ signal, onProgress }) =>
      opened.exportCar({
        signal,
        onProgress: ({ blocks, bytes }) => onProgress({ done: blocks, words: `${blocks} blocks, ${byteSize(bytes)}` }),
      }),
    )
    if (result.kind === 'stopped') setSaid('Stopped. No file was written.')
    else if (result.kind === 'failed') setSaid(`Not written: ${result.problem}`)
    else {
      download(result.value, fileName(camp.name))
      setSaid(`${fileName(camp.name)}, ${byteSize(result.value.size)}, is with your downloads.`)
    }
  }
  return (
    <div className="stack tight">
      <div className="row">
        <button type="button" className="button" onClick={() => void write()} disabled={task.what !== ''}>
          <Download size={18} aria-hidden="true" /> Export file
        </button>
        <span role="status" className="soft">
          {said}
        </span>
      </div>
      <TaskProgress task={task} />
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
