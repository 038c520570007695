// What a program writes, bit by bit.

/** Text that grows, and whoever waits for something in it. */
export class Growing {
  text = ""
  ended = false
  #waiting: (() => void)[] = []

  add(text: string): void {
    this.text += text
    this.#wake()
  }

  end(): void {
    this.ended = true
    this.#wake()
  }

  #wake(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  /** Resolves when the condition holds; fails when the text has ended before. */
  async until(condition: () => boolean, what: string): Promise<void> {
    while (!condition()) {
      if (this.ended) throw new Error(`${what} does not come; all there is: ${JSON.stringify(this.text)}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }
}
