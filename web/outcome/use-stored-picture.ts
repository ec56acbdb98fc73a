// A picture out of this device's own blocks, as an address an <img> can show.
import { useEffect, useState } from 'react'
import type { Attachment } from '../../src/index.ts'
import { useNotebook } from '../notebook-context.tsx'

export type StoredPicture =
  | { readonly status: 'loading' | 'absent' }
  | { readonly status: 'here'; readonly url: string }

/** `absent`: its blocks have not come yet. */
export function useStoredPicture({ cid, type }: Pick<Attachment, 'cid' | 'type'>): StoredPicture {
  const notebook = useNotebook()
  const [picture, setPicture] = useState<StoredPicture>({ status: 'loading' })
  useEffect(() => {
    const stop = new AbortController()
    let url = ''
    notebook.loadFile(cid, stop).then(
      (bytes) => {
        if (stop.signal.aborted) return
        url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
        setPicture({ status: 'here', url })
      },
      () => {
        if (!stop.signal.aborted) setPicture({ status: 'absent' })
      },
    )
    return () => {
      stop.abort()
      if (url !== '') URL.revokeObjectURL(url)
    }
  }, [notebook, cid, type])
  return picture
}
