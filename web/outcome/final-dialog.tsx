// Asks once before an outcome is made final, and says what that does and what it leaves open. It keeps nobody from it.
import { useEffect, useRef } from 'react'
import type { Topic } from '../../src/index.ts'
import { checklist } from './checklist.ts'

export interface FinalDialogProps {
  readonly topic: Topic
  /** What the button that opened it says. */
  readonly action: string
  /** The name under which this person signs. */
  readonly name: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}

export function FinalDialog({ topic, action, name, onConfirm, onClose }: FinalDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    // Not on the button: whoever pressed Enter twice has read nothing yet.
    heading.current?.focus()
  }, [])
  const confirm = (): void => {
    dialog.current?.close()
    onConfirm()
  }
  const items = checklist(topic).filter((item) => !item.isDone)
  const isFirst = topic.outcome.finals.length === 0
  return (
    <dialog ref={dialog} aria-labelledby="final" onClose={onClose}>
      <div className="stack">
        <h2 id="final" ref={heading} tabIndex={-1}>
          {action}?
        </h2>
        <ul>
          <li>
            The text, the map and the pictures are frozen as they are now, under a CID: a name made from the content
            itself, with which anybody can check that not a letter was changed.
          </li>
          <li>
            You sign it{name === '' ? '' : ` as ${name}`}. The others of your group can sign it after you, each on their
            own laptop.
          </li>
          <li>
            Nothing is locked. Whoever writes on makes a new version with a CID of its own;{' '}
            {isFirst ? 'this one stays' : 'this one and those before it stay'} as {isFirst ? 'it is' : 'they are'}.
          </li>
        </ul>
        {items.length > 0 && (
          <section className="notice stack tight" aria-labelledby="final-open">
            <h3 id="final-open">Still open, if you want to look again</h3>
            <ul>
              {items.map(({ id, label }) => (
                <li key={id}>{label}</li>
              ))}
            </ul>
          </section>
        )}
        <div className="row">
          <button type="button" className="button primary" onClick={confirm}>
            {action}
          </button>
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            Not yet
          </button>
        </div>
      </div>
    </dialog>
  )
}
