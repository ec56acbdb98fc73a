// The newest refusals, for the status page: what came, from whom, and why it was not taken.
import type { NotebookStatus } from './notebook.ts'
import type { Clock, ReceiveResult } from './ports.ts'

const maxKept = 50

export interface RejectionLog {
  add(result: Extract<ReceiveResult, { kind: 'rejected' }>): void
  all(): NotebookStatus['rejected']
}

export function createRejectionLog(clock: Clock): RejectionLog {
  let kept: NotebookStatus['rejected'] = []
  return {
    add(result) {
      kept = [...kept, { ...result, at: clock.now() }].slice(-maxKept)
    },
    all: () => kept,
  }
}
