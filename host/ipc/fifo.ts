/** An array that is cheap to take from at its beginning. */
export class Fifo<T> {
  #items: T[] = []
  #first = 0

  get length(): number {
    return this.#items.length - this.#first
  }

  push(item: T): void {
    this.#items.push(item)
  }

  shift(): T | undefined {
    if (this.#first === this.#items.length) return undefined
    const item = this.#items[this.#first++]
    if (this.#first === this.#items.length) {
      this.#items = []
      this.#first = 0
    }
    return item
  }
}
