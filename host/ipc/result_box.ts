/**
 * A handler's results, from its channel to its hands. Several are taken out at a time; while the handler
 * waits for something else, all of them, so that neither --max-results nor a full slab can stop those who
 * make room for it.
 */
import { J_ID, J_OWNER, J_STATE, JOB, Q_RESULTS, T_ACTIVE } from "../memory/layout.ts"
import { Fifo } from "./fifo.ts"
import { ANSWER } from "./message.ts"
import { deadlineAfter, type Seat } from "./seat.ts"
import type { Nothing, Result } from "./work_queue.ts"

/** Results taken at a time. */
const GRAB = 16

export class ResultBox {
  readonly #seat: Seat
  /** Taken out of the channel: still in their records, and read already. */
  readonly #taken = new Fifo<number>()
  readonly #read = new Fifo<Result>()

  constructor(seat: Seat) {
    this.#seat = seat
  }

  /** Results that are here and not in the channel. */
  get count(): number {
    return this.#taken.length + this.#read.length
  }

  /** Takes results in hand; the lock is held. */
  grab(most = Number.POSITIVE_INFINITY): boolean {
    const { words, parts, me, slot } = this.#seat
    const results = parts.results(me)
    let count = 0
    for (; count < most; count++) {
      const record = results.pop()
      if (record === 0) break
      words[record + J_OWNER] = me
      words[record + J_STATE] = JOB.taken
      this.#taken.push(record)
      if (results.room.count > 0) results.room.signal()
    }
    words[slot + T_ACTIVE]! -= count
    words[Q_RESULTS]! -= count
    return count > 0
  }

  /** Takes all results out of the shared memory; false if there are none. */
  empty(): boolean {
    this.#seat.mutex.lock()
    this.grab()
    this.#seat.mutex.unlock()
    return this.readTaken()
  }

  /** Reads the results in hand and gives their records back; false if there are none. */
  readTaken(): boolean {
    if (this.#taken.length === 0) return false
    for (let record = this.#taken.shift(); record !== undefined; record = this.#taken.shift())
      this.#read.push(this.#readResult(record))
    return true
  }

  /** Throws away the results in hand. */
  discard(): void {
    for (let record = this.#taken.shift(); record !== undefined; record = this.#taken.shift())
      this.#seat.giveBack(record)
    while (this.#read.shift() !== undefined);
  }

  #readResult(record: number): Result {
    const { doubles, messages } = this.#seat
    const result = {
      id: doubles[(record + J_ID) >> 1]!,
      failed: messages.isFailure(record),
      value: messages.read(record, ANSWER),
    }
    this.#seat.giveBack(record)
    return result
  }

  /** The next result. timeout: milliseconds. */
  next(timeout: number): Result | Nothing {
    const early = this.#read.shift()
    if (early !== undefined) return early
    if (this.#taken.length === 0) {
      const nothing = this.#await(timeout)
      if (nothing !== undefined) return nothing
    }
    return this.#readResult(this.#taken.shift()!)
  }

  /** Waits for results and takes some, or tells why not. */
  #await(timeout: number): Nothing | undefined {
    const { mutex, words, slot, parker } = this.#seat
    const deadline = deadlineAfter(timeout)
    for (;;) {
      mutex.lock()
      const grabbed = this.grab(GRAB)
      const isIdle = !grabbed && words[slot + T_ACTIVE] === 0
      if (!grabbed) parker.arm()
      mutex.unlock()
      if (grabbed) return undefined
      if (isIdle) return "none"
      if (!this.#seat.parkUntil(deadline)) return "timeout"
    }
  }
}
