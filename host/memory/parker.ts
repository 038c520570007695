/**
 * Sleeping and waking of threads. Each thread has a permit: `unpark` gives it, `park` waits for it. A
 * thread that is about to wait first withdraws its permit (`arm`) and then looks, under the lock, at
 * what it waits for: any change after that look gives the permit, so none is missed. Waking up without
 * reason is allowed at any time; whoever waits looks again.
 */
import { T_PERMIT } from "./layout.ts"
import { type Shared, slotAt } from "./shared.ts"

const NONE = 0
const GIVEN = 1
const ASLEEP = -1

/**
 * Turns of waiting before sleep: about 6 µs, in which a job goes there and back. Measured: 345 k round
 * trips/s, with 100 turns 52 k, without 30 k; more turns slow down the other threads.
 */
const MOST_TURNS = 400
/** After waits that ended in sleep, when the other thread has no core to run on, fewer turns do. */
const LEAST_TURNS = 25
/**
 * But where both threads sleep each time, it may be only because waking the other one takes longer than any of them waits: 30 to 60 µs.
 * So now and then a wait outlasts that. When that is in vain, too, it is done less often.
 */
const PROBE_TURNS = 4000
const SHORTEST_GAP = 8
const LONGEST_GAP = 1024

/** For tests: every n-th park returns without a permit; 0: none does. */
export const parkerStress = { spuriousEvery: 0 }
let parks = 0

export class Parker {
  readonly #shared: Shared
  readonly #words: Int32Array
  readonly #mine: number
  #turns = MOST_TURNS
  /** Sleeps to the next long wait, and between that and the one before. */
  #left = SHORTEST_GAP
  #gap = SHORTEST_GAP

  constructor(shared: Shared) {
    this.#shared = shared
    this.#words = shared.words
    this.#mine = slotAt(shared, shared.me) + T_PERMIT
  }

  /** Withdraws this thread's permit. */
  arm(): void {
    // Ordered before the look that follows: a change seen by nobody gives the permit afterwards.
    Atomics.store(this.#words, this.#mine, NONE)
  }

  /** Waits for the permit, or so many milliseconds; false after those. */
  park(timeout = Number.POSITIVE_INFINITY): boolean {
    const words = this.#words
    const at = this.#mine
    if (parkerStress.spuriousEvery > 0 && ++parks % parkerStress.spuriousEvery === 0) return true
    for (let turn = this.#turns; turn > 0; turn--) {
      // Sees the permit and all that its giver wrote before.
      if (Atomics.load(words, at) === GIVEN) {
        this.#turns = MOST_TURNS
        this.#gap = SHORTEST_GAP
        return true
      }
      Atomics.pause()
    }
    this.#turns = this.#nextTurns()
    // Tells givers that this thread must be woken, unless one came first.
    if (Atomics.compareExchange(words, at, NONE, ASLEEP) === GIVEN) return true
    // Sleeps until the permit is given.
    if (Atomics.wait(words, at, ASLEEP, timeout) !== "timed-out") return true
    // Takes the mark back; a permit given meanwhile stays.
    return Atomics.compareExchange(words, at, ASLEEP, NONE) === GIVEN
  }

  /** How long the next wait is, after one that ends in sleep. */
  #nextTurns(): number {
    if (--this.#left > 0) return Math.max(LEAST_TURNS, Math.min(MOST_TURNS, this.#turns) >> 1)
    this.#left = this.#gap = Math.min(2 * this.#gap, LONGEST_GAP)
    return PROBE_TURNS
  }

  /** Gives a thread its permit. */
  unpark(slot: number): void {
    const at = slotAt(this.#shared, slot) + T_PERMIT
    // Publishes what was changed before; the old value tells whether the thread is asleep.
    if (Atomics.exchange(this.#words, at, GIVEN) === ASLEEP) Atomics.notify(this.#words, at, 1)
  }

  /**
   * Gives every thread its permit, so that all look again. Wakes even those that have it: a thread may
   * have died between giving a permit and waking the sleeper.
   */
  unparkAll(): void {
    for (let slot = 0; slot < this.#shared.layout.threads; slot++) {
      const at = slotAt(this.#shared, slot) + T_PERMIT
      // Publishes what was changed before.
      Atomics.store(this.#words, at, GIVEN)
      Atomics.notify(this.#words, at)
    }
  }
}
