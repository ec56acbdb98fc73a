// Publishing the outcome of one topic: how far it is, what was left out, and why it failed.
import { useState } from 'react'
import type { OpenTopic, PublishProgress, SkippedFile, Topic } from '../../src/index.ts'
import { byteSize } from '../design/byte-size.ts'
import { type Task, type TaskProgress, useTask } from '../design/use-task.ts'
import { useNotebook } from '../notebook-context.tsx'

export interface Publishing {
  readonly task: Task
  /** In words; '' when nothing went wrong. */
  readonly problem: string
  readonly leftOut: readonly SkippedFile[]
  /** CID of what was published last on this screen. */
  readonly cid: string | undefined
  publish(): Promise<void>
}

export function usePublishing(topic: Topic, open: OpenTopic): Publishing {
  const notebook = useNotebook()
  const task = useTask()
  const [problem, setProblem] = useState('')
  const [leftOut, setLeftOut] = useState<readonly SkippedFile[]>([])
  const [cid, setCid] = useState<string>()
  const publish = async (): Promise<void> => {
    setProblem('')
    setLeftOut([])
    setCid(undefined)
    const result = await task.run('Publishing', async ({ signal, onProgress }) => {
      await open.saved({ signal })
      return notebook.publish(topic.id, { signal, onProgress: (at) => onProgress(publishWords(at)) })
    })
    if (result.kind === 'done') {
      setLeftOut(result.value.skipped)
      setCid(result.value.cid)
    } else if (result.kind === 'failed') setProblem(result.problem)
    else setProblem('Stopped. Nothing was published; the outcome is as it was.')
  }
  return { task, problem, leftOut, cid, publish }
}

const publishWords = ({ step, done, total, bytes }: PublishProgress): TaskProgress => ({
  done,
  total,
  words: `${step === 'checking' ? 'checking picture' : 'writing file'} ${done + 1} of ${total} · ${byteSize(bytes)}`,
})
