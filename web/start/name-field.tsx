// The display name: asked for once, needed by everybody who takes part.
import type { RefObject } from 'react'

export interface NameFieldProps {
  readonly name: string
  readonly onChange: (name: string) => void
  /** Somebody tried to go on without one. */
  readonly isMissing: boolean
  readonly input: RefObject<HTMLInputElement | null>
}

export function NameField({ name, onChange, isMissing, input }: NameFieldProps) {
  return (
    <label className="field">
      <span>Your name</span>
      <input
        ref={input}
        className="input"
        value={name}
        maxLength={80}
        autoComplete="name"
        aria-invalid={isMissing}
        aria-describedby="name-says"
        onChange={(event) => onChange(event.target.value)}
      />
      <small id="name-says" className={isMissing ? 'warn' : undefined} aria-live="polite">
        {isMissing
          ? 'Write your name first, so that your group knows who wrote what.'
          : 'As your group will see it. You can change it later.'}
      </small>
    </label>
  )
}
