// The whole camp as one file, for a stick: whoever has the invite can open it.
import { Download } from 'lucide-react'
import { useState } from 'react'
import { byteSize } from '../design/byte-size.ts'
import { download, fileStem } from '../design/download.ts'
import { TaskProgress } from '../design/task-progress.tsx'
import { useTask } from '../design/use-task.ts'
import { useNotebook, useOpened } from '../notebook-context.tsx'

export function ExportFile() {
  const opened = useOpened()
  const { camp } = useNotebook()
  const task = useTask()
  const [said, setSaid] = useState('')

  const name = `${fileStem(camp.name, 'camp')}.car`
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
      download(result.value, name)
      setSaid(`${name}, ${byteSize(result.value.size)}, is with your downloads.`)
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
