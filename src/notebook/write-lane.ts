// One lane for everything that changes the replica: commits, accepted heads, catalog writes and sweeps run one after
// the other, so that each sees the heads the one before it left.

export interface WriteLane {
  /** Runs `task` after everything queued before it. A task that fails does not stop the lane. */
  run<T>(task: () => Promise<T>): Promise<T>
  /** Resolves when everything queued so far is done. */
  settled(): Promise<void>
}

export function createWriteLane(): WriteLane {
  let tail: Promise<unknown> = Promise.resolve()
  return {
    run(task) {
      const result = tail.then(task)
      // The caller owns the failure; the lane only needs to know that the task is over.
      tail = result.then(
        () => undefined,
        () => undefined,
      )
      return result
    },
    settled: async () => {
      await tail
    },
  }
}
