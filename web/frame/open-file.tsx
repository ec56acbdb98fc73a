// Opens a file that somebody brought on a stick, or the camp's own table of topics.
import { FolderOpen } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { TaskProgress } from '../design/task-progress.tsx'
import { useTask } from '../design/use-task.ts'
import { useOpened } from '../notebook-context.tsx'

export function OpenFile() {
  const opened = useOpened()
  const task = useTask()
  const reached = useRef('')
  const [said, setSaid] = useState<readonly string[]>([])
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const files = [...(event.target.files ?? [])]
    event.target.value = ''
    if (files.length === 0) return
    setSaid([])
    reached.current = ''
    const result = await task.run('Importing', async ({ signal, onProgress }) => {
      const { takeFiles } = await import('./take-file.ts')
      return takeFiles(opened, files, {
        signal,
        onProgress: (progress) => {
          reached.current = progress.words
          onProgress(progress)
        },
      })
    })
    if (result.kind === 'done') setSaid(result.value)
    else if (result.kind === 'failed') setSaid([`Not imported: ${result.problem}`])
    else setSaid([stoppedAt(reached.current)])
  }
  return (
    <div className="stack tight">
      <div>
        <label className="button">
          <FolderOpen size={18} aria-hidden="true" /> Open a .car or Markdown file
          <input
            type="file"
            multiple
            accept=".car,.md,.markdown,text/markdown"
            className="visually-hidden"
            disabled={task.what !== ''}
            onChange={(event) => void take(event)}
          />
        </label>
      </div>
      <TaskProgress task={task} />
      <div role="status" className="soft">
        {said.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  )
}

const stoppedAt = (reached: string): string =>
  reached === ''
    ? 'Stopped. Nothing was taken in.'
    : `Stopped at ${reached}. What is here is whole; open the file again for the rest, nothing comes twice.`
