// The bus of a process that is alone on its replica: nobody else listens, and what is posted is not echoed back.
import type { Bus, BusMessage } from '../notebook/ports.ts'

/** Buses made with one `line` hear each other, as tabs of one browser do. */
export function createMemoryBus(line: Set<(message: BusMessage) => void> = new Set()): Bus {
  const mine = new Set<(message: BusMessage) => void>()
  return {
    post(message) {
      for (const listener of line) if (!mine.has(listener)) listener(message)
    },
    subscribe(listener) {
      line.add(listener)
      mine.add(listener)
      return () => {
        line.delete(listener)
        mine.delete(listener)
      }
    },
    close() {
      for (const listener of mine) line.delete(listener)
      mine.clear()
    },
  }
}
