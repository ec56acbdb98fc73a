// Work on a database until it is closed: closing waits for what is under way, and lets nothing in after that.
import { StorageFailedError } from '../domain/errors.ts'

/** Runs `work`, whose failure is told as a failure of `operation`. */
export type Guard = <T>(operation: string, work: () => PromiseLike<T>) => Promise<T>

export interface TaskGate {
  /** @throws {StorageFailedError} once it was closed; whatever `guard` throws */
  readonly run: Guard
  /** Calling it twice is harmless. */
  close(): Promise<void>
}

export function createTaskGate(guard: Guard): TaskGate {
  const running = new Set<Promise<unknown>>()
  let closed = false
  return {
    async run(operation, work) {
      if (closed) throw new StorageFailedError(operation, { why: 'it is closed' })
      const task = guard(operation, work)
      running.add(task)
      return task.finally(() => running.delete(task))
    },
    async close() {
      closed = true
      await Promise.allSettled(running)
    },
  }
}
