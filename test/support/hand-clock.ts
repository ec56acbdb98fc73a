// A clock that a test turns by hand.
import type { Clock } from '../../src/notebook/ports.ts'

export interface HandClock extends Clock {
  /** Goes on by `ms`, calls back what is due on the way, and lets promises settle after each. */
  turn(ms: number): Promise<void>
}

export function createHandClock(): HandClock {
  let now = 1_000_000
  const alarms = new Set<{ readonly at: number; readonly callback: () => void }>()
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done))
  return {
    now: () => now,
    after(ms, callback) {
      const alarm = { at: now + ms, callback }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
    async turn(ms) {
      const end = now + ms
      await settle()
      for (;;) {
        const [next] = [...alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        now = next.at
        alarms.delete(next)
        next.callback()
        await settle()
      }
      now = end
    },
  }
}
