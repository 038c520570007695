/** Bytes on their way through an event loop. */
import type { Socket } from "bun"

/** One direction between two sockets: what could not be written yet, and the socket whose reading waits for that. */
export class Flow {
  readonly #from: () => Socket<unknown> | undefined
  readonly #to: () => Socket<unknown> | undefined
  readonly #finished: () => void
  #rest: Uint8Array[] = []
  #ended = false
  #isPaused = false

  /** finished: called when all has been passed on, the end included. */
  constructor(
    from: () => Socket<unknown> | undefined,
    to: () => Socket<unknown> | undefined,
    finished: () => void = () => {},
  ) {
    this.#from = from
    this.#to = to
    this.#finished = finished
  }

  get isEmpty(): boolean {
    return this.#rest.length === 0
  }

  /** Passes bytes on. */
  put(bytes: Uint8Array): void {
    const to = this.#to()
    const written = this.isEmpty && to !== undefined ? Math.max(0, to.write(bytes)) : 0
    if (written === bytes.length) return
    // The bytes are Bun's: what is kept is copied.
    this.#rest.push(bytes.slice(written))
    if (this.#isPaused) return
    this.#isPaused = true
    this.#from()?.pause()
  }

  /** The sink can take more. */
  drain(): void {
    const to = this.#to()
    if (to === undefined) return
    while (this.#rest.length > 0) {
      const bytes = this.#rest[0]!
      const written = Math.max(0, to.write(bytes))
      if (written < bytes.length) {
        this.#rest[0] = bytes.subarray(written)
        return
      }
      this.#rest.shift()
    }
    if (this.#ended) this.#finish()
    else this.#resume()
  }

  #resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.#from()?.resume()
  }

  /** The source has ended: so does the sink, behind what is left. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    // The end may come behind the bytes that made it pause: a socket that nobody reads never hears that it is closed.
    this.#resume()
    if (this.isEmpty) this.#finish()
  }

  #finish(): void {
    const to = this.#to()
    to?.flush()
    to?.shutdown()
    this.#finished()
  }
}
