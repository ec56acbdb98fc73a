// A text as it was, alone or with changes: struck out what is gone, underlined what came.
import type { TextChange } from '../../src/index.ts'

export interface TextThenProps {
  readonly text: string
  readonly changes: readonly TextChange[] | undefined
  /** Of the changes, such as `since then`. */
  readonly when: string
}

export function TextThen({ text, changes, when }: TextThenProps) {
  const hasChanges = changes?.some((change) => change.kind !== 'same') ?? false
  return (
    <>
      {hasChanges && (
        <p className="soft changed">
          <del>Struck out</del>: taken out {when}. <ins>Underlined</ins>: written {when}.
        </p>
      )}
      <section className="then changed" aria-label="The text then">
        {text === '' && !hasChanges && <span className="soft">Blank</span>}
        {changes === undefined ? text : withOffsets(changes).map(([at, change]) => <Run key={at} change={change} />)}
      </section>
    </>
  )
}

function Run({ change: { kind, text } }: { change: TextChange }) {
  if (kind === 'removed') return <del>{text}</del>
  if (kind === 'added') return <ins>{text}</ins>
  return text
}

/** A run has no other name than where it begins. */
function withOffsets(changes: readonly TextChange[]): [at: number, change: TextChange][] {
  let at = 0
  return changes.map((change) => {
    const from = at
    at += change.text.length
    return [from, change]
  })
}
