// The truth about what was written, always in sight. By itself: it changes with every key, and nothing around it does.
import { useStateWords } from './use-state-words.ts'

export function StatePill({ isOpen, onOpen }: { isOpen: boolean; onOpen: () => void }) {
  const words = useStateWords()
  return (
    <>
      <button type="button" className={`pill ${words.tone}`} aria-expanded={isOpen} onClick={onOpen}>
        <span className="dot" aria-hidden="true" />
        <span className="long">{words.text}</span>
        <span className="short">{words.short ?? words.text}</span>
      </button>
      {/* Beside the button, not in it: a live region inside would take its name away. */}
      <span className="visually-hidden" role="status">
        {words.text}
      </span>
    </>
  )
}
