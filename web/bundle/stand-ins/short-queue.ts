// Stands in for `denque`, a queue for lists of many thousands: gossipsub remembers with it the messages of two minutes.
export default class ShortQueue<T> {
  readonly #items: T[] = []

  push(item: T): void {
    this.#items.push(item)
  }

  peekFront(): T | undefined {
    return this.#items[0]
  }

  shift(): T | undefined {
    return this.#items.shift()
  }

  clear(): void {
    this.#items.length = 0
  }
}
