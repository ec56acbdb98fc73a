// Who signed a final, as the signed trees that are here prove it, and whom its topic names without such a proof.
import { useEffect, useState } from 'react'
import type { AuthorId, Final, TopicId } from '../../src/index.ts'
import { useAuthors, useNotebook } from '../notebook-context.tsx'

export interface Signers {
  readonly signed: readonly AuthorId[]
  /** Their own tree does not say so: it has not come yet, or somebody else wrote their name. */
  readonly unchecked: readonly AuthorId[]
}

/** Undefined until the trees were read. */
export function useSigners(topicId: TopicId, final: Final | undefined): Signers | undefined {
  const notebook = useNotebook()
  const authors = useAuthors()
  const [proven, setProven] = useState<Awaited<ReturnType<typeof notebook.signers>>>()
  const claimed = final?.signers ?? []
  // Read again when one of them has signed more.
  const stamp = claimed.map((id) => `${id} ${authors.find((author) => author.id === id)?.sequence ?? ''}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `stamp` is what starts the next look
  useEffect(() => {
    const stop = new AbortController()
    notebook.signers(topicId, stop).then(
      (read) => !stop.signal.aborted && setProven(read),
      (error: unknown) => !stop.signal.aborted && reportError(error),
    )
    return () => stop.abort()
  }, [notebook, topicId, stamp])
  if (final === undefined || proven === undefined) return undefined
  const signed = proven.get(final.cid) ?? new Set()
  const inOrder = claimed.filter((id) => signed.has(id))
  return {
    signed: [...new Set([...inOrder, ...signed])],
    unchecked: claimed.filter((id) => !signed.has(id)),
  }
}
