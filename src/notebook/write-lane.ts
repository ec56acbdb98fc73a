// One lane for everything that changes the replica: commits, accepted heads, catalog writes and sweeps run one after
// the other, so that each sees the heads the one before it left.

/**
 * What goes first when several wait: somebody's own words, so that they are signed and on their way while the others'
 * still come in; then heads, in the order they came; last what only sums up, once for all that came before it.
 */
export const urgencies = ['own', 'heads', 'sums'] as const
export type Urgency = (typeof urgencies)[number]

/** What is less urgent lets this many pass, then it runs: a camp that never pauses still gets its catalog. */
const maxOvertakes = 32

export interface WriteLane {
  /** Runs `task` after everything of its urgency queued before it. A task that fails does not stop the lane. */
  run<T>(urgency: Urgency, task: () => Promise<T>): Promise<T>
  /** Resolves when nothing is queued any more. */
  settled(): Promise<void>
}

interface Waiting {
  readonly start: () => Promise<void>
  overtaken: number
}

export function createWriteLane(): WriteLane {
  const waiting = new Map<Urgency, Waiting[]>(urgencies.map((urgency) => [urgency, []]))
  let running: Promise<void> | undefined

  const next = (): Waiting | undefined => {
    const lines = [...waiting.values()].filter((line) => line.length > 0)
    const line = lines.find(([first]) => (first?.overtaken ?? 0) >= maxOvertakes) ?? lines[0]
    for (const other of lines) if (other !== line && other[0] !== undefined) other[0].overtaken++
    return line?.shift()
  }
  const drain = async (): Promise<void> => {
    for (let task = next(); task !== undefined; task = next()) await task.start()
    running = undefined
  }

  return {
    run: (urgency, task) =>
      new Promise((resolve, reject) => {
        // The caller owns the failure; the lane only needs to know that the task is over.
        const start = (): Promise<void> => Promise.resolve().then(task).then(resolve, reject)
        waiting.get(urgency)?.push({ start, overtaken: 0 })
        running ??= drain()
      }),
    async settled() {
      while (running !== undefined) await running
    },
  }
}
