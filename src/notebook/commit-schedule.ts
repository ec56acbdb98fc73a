// When to commit: after a pause in typing, at the latest after a while, one commit at a time.
import type { Clock } from './ports.ts'

/** Long enough that a burst of typing is one commit, short enough that a reader at the next table waits a breath. */
const pauseMs = 1_000
/**
 * For somebody who never pauses. Whoever has the document open sees each word live and the journal has it already, so
 * this is only how old the copy on other laptops may be; each commit costs every device of the camp a tenth of a second.
 */
const maxWaitMs = 10_000

export interface CommitSchedule {
  /** Something was journaled. */
  noteEdit(): void
  /** Cancels what is scheduled. */
  cancel(): void
}

export function createCommitSchedule(clock: Clock, commit: () => void): CommitSchedule {
  let cancelTimer: (() => void) | undefined
  let firstEditAt: number | undefined
  const cancel = (): void => {
    cancelTimer?.()
    cancelTimer = undefined
    firstEditAt = undefined
  }
  return {
    cancel,
    noteEdit() {
      const now = clock.now()
      firstEditAt ??= now
      cancelTimer?.()
      cancelTimer = clock.after(Math.max(0, Math.min(pauseMs, firstEditAt + maxWaitMs - now)), () => {
        cancel()
        commit()
      })
    },
  }
}
