// An input whose value belongs to a shared document.
import type { InputHTMLAttributes } from 'react'
import { useOwnText } from './use-own-text.ts'

export interface OwnInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  /** As the document has it. */
  readonly text: string
  readonly onText: (text: string) => void
}

export function OwnInput({ text, onText, ...rest }: OwnInputProps) {
  const own = useOwnText(text, onText)
  return <input {...rest} value={own.value} onChange={(event) => own.type(event.target.value)} />
}
