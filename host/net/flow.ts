/** Bytes on their way through an event loop. */
import type { Socket } from "bun"

/** Milliseconds between two looks at a source whose reading waits. */
const LOOK = 200

interface Hooks {
  /** All has been passed on, the end included. */
  finished?: () => void
  /** The source's reading has waited for a while, in which it hears nothing; called again and again. */
  waiting?: () => void
}

/** One direction between two sockets: what could not be written yet, and the socket whose reading waits for that. */
export class Flow {
  readonly #from: () => Socket<unknown> | undefined
  readonly #to: () => Socket<unknown> | undefined
  readonly #hooks: Hooks
  #rest: Uint8Array[] = []
  /** Runs while the source is paused. */
  #pause: ReturnType<typeof setInterval> | undefined
  #hasEnded = false
  #isFinished = false
  #isAbandoned = false

  /** to: undefined as long as the sink is not there yet: what comes is kept for it. */
  constructor(
    from: () => Socket<unknown> | undefined,
    to: () => Socket<unknown> | undefined,
    hooks: Hooks = {},
  ) {
    this.#from = from
    this.#to = to
    this.#hooks = hooks
  }

  /** Whether the source has ended. */
  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /** Whether all has been passed on, the end included. */
  get isFinished(): boolean {
    return this.#isFinished
  }

  /** Passes bytes on. */
  put(bytes: Uint8Array): void {
    if (this.#isAbandoned) return
    const to = this.#to()
    const written = this.#rest.length === 0 && to !== undefined ? Math.max(0, to.write(bytes)) : 0
    if (written === bytes.length) return
    // The bytes are Bun's: what is kept is copied.
    this.#rest.push(bytes.slice(written))
    if (this.#pause !== undefined) return
    this.#pause = setInterval(() => this.#hooks.waiting?.(), LOOK)
    this.#from()?.pause()
  }

  /** The sink can take more, or has come. */
  drain(): void {
    const to = this.#to()
    if (to === undefined || this.#isAbandoned) return
    while (this.#rest.length > 0) {
      const bytes = this.#rest[0]!
      const written = Math.max(0, to.write(bytes))
      if (written < bytes.length) {
        this.#rest[0] = bytes.subarray(written)
        return
      }
      this.#rest.shift()
    }
    if (this.#hasEnded) this.#finish(to)
    else this.#resume()
  }

  #resume(): void {
    if (this.#pause === undefined) return
    clearInterval(this.#pause)
    this.#pause = undefined
    this.#from()?.resume()
  }

  /** The source has ended: so does the sink, behind what is left. */
  end(): void {
    if (this.#hasEnded || this.#isAbandoned) return
    this.#hasEnded = true
    // The end may come behind the bytes that made it pause: a socket that nobody reads never hears that it is closed.
    this.#resume()
    this.drain()
  }

  #finish(to: Socket<unknown>): void {
    if (this.#isFinished) return
    this.#isFinished = true
    to.flush()
    to.shutdown()
    this.#hooks.finished?.()
  }

  /** The sink is gone: what is left and what still comes is thrown away, so that the source hears of its close. */
  abandon(): void {
    this.#isAbandoned = true
    this.#rest = []
    this.#resume()
  }
}
