// A list of callbacks. A listener that throws costs itself: the others are still called and the failure is reported.

export interface Listeners<T> {
  add(listener: (value: T) => void): () => void
  call(value: T): void
}

export function createListeners<T>(onFailure: (error: unknown) => void = reportLater): Listeners<T> {
  const listeners = new Set<(value: T) => void>()
  return {
    add(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    call(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value)
        } catch (error) {
          onFailure(error)
        }
      }
    },
  }
}

// As an event target does it: the error surfaces as an uncaught one, outside the flow that called the listeners.
const reportLater = (error: unknown): void => {
  queueMicrotask(() => {
    throw error
  })
}
