// One line above the text when somebody should look at what two people wrote at once.
import type { WrittenAtOnce } from './use-written-at-once.ts'

export function AtOnceNotice({ atOnce, onLook }: { readonly atOnce: WrittenAtOnce; readonly onLook: () => void }) {
  const { length } = atOnce.paragraphs
  return (
    <div role="status" className={length === 0 ? 'visually-hidden' : undefined}>
      {length > 0 && (
        <div className="notice warn row no-print">
          <span>
            {length === 1
              ? 'One paragraph was written by two people at once.'
              : `${length} paragraphs were written by two people at once.`}
          </span>
          <button type="button" className="button" onClick={onLook}>
            Look at {length === 1 ? 'it' : 'them'}
          </button>
        </div>
      )}
    </div>
  )
}
