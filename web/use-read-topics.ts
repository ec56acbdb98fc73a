// Topics of some rows, read whole and read again when a row changes. Nothing is opened for editing.
import { useEffect, useRef, useState } from 'react'
import type { CatalogRow, Topic, TopicId } from '../src/index.ts'
import { useNotebook } from './notebook-context.tsx'

const none: ReadonlyMap<TopicId, Topic> = new Map()

/** What was read so far; a topic that cannot be read is left out. */
export function useReadTopics(rows: readonly CatalogRow[]): ReadonlyMap<TopicId, Topic> {
  const notebook = useNotebook()
  const [topics, setTopics] = useState(none)
  const wanted = useRef(rows)
  wanted.current = rows
  const sign = rows.map(({ id, updatedAt }) => `${id} ${updatedAt}`).join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `sign` stands for the rows
  useEffect(() => {
    let gone = false
    const reading = wanted.current.map(async ({ id }) => [id, await notebook.readTopic(id)] as const)
    void Promise.allSettled(reading).then((read) => {
      if (!gone) setTopics(new Map(read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))))
    })
    return () => {
      gone = true
    }
  }, [notebook, sign])
  return topics
}
