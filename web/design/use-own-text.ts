// A field of a shared document. What one types stands there at once, whenever the document is drawn again: a browser puts
// the cursor at the end of a field whose value comes back late.
import { useEffect, useRef, useState } from 'react'

export interface OwnText {
  readonly value: string
  type(value: string): void
}

/** @param text as the document has it; @param write takes each value that is typed */
export function useOwnText(text: string, write: (value: string) => void): OwnText {
  const [typed, setTyped] = useState<string>()
  /** Typed and not yet seen in the document, oldest first. */
  const pending = useRef<string[]>([])
  useEffect(() => {
    const at = pending.current.indexOf(text)
    // Somebody else's text wins, as it does in the document.
    pending.current = at === -1 ? [] : pending.current.slice(at + 1)
    if (pending.current.length === 0) setTyped(undefined)
  }, [text])
  return {
    value: typed ?? text,
    type(value) {
      if (value !== text) pending.current.push(value)
      setTyped(value === text ? undefined : value)
      write(value)
    },
  }
}
