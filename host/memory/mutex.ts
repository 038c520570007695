/**
 * A lock in one word: 0 when free, else the owner's slot number + 1, with a bit that says others may be
 * asleep on it. A thread that finds it taken spins a while, then sleeps. A thread that dies keeps its
 * locks; the main thread, which alone learns of deaths, inherits them (`inherit`), repairs what they
 * guard and unlocks. So the main thread must never sleep on a lock: it uses `tryLock`.
 */
import { MAIN, type Shared } from "./shared.ts"

/** Turns of waiting before sleep: about 1.5 µs. Critical sections are shorter. */
const SPIN_TURNS = 100
const OWNER = 0xffff
const SLEEPERS = 0x10000

export class Mutex {
  readonly #words: Int32Array
  readonly #at: number
  readonly #me: number

  constructor(shared: Shared, at: number) {
    this.#words = shared.words
    this.#at = at
    this.#me = shared.me + 1
  }

  lock(): void {
    // Takes the free lock, and with it sees all that the last owner wrote.
    if (Atomics.compareExchange(this.#words, this.#at, 0, this.#me) !== 0) this.#lockSlowly()
  }

  #spin(): boolean {
    const words = this.#words
    const at = this.#at
    for (let turn = 0; turn < SPIN_TURNS; turn++) {
      // Looks before it writes, so that the owner keeps the cache line while it works.
      if (Atomics.load(words, at) === 0 && Atomics.compareExchange(words, at, 0, this.#me) === 0) return true
      Atomics.pause()
    }
    return false
  }

  #lockSlowly(): void {
    if (this.#spin()) return
    const words = this.#words
    const at = this.#at
    for (;;) {
      const word = Atomics.load(words, at)
      if (word === 0) {
        // Others may be asleep still: whoever has slept, or might have, takes the lock with their bit.
        if (Atomics.compareExchange(words, at, 0, this.#me | SLEEPERS) === 0) return
        continue
      }
      const asleep = word | SLEEPERS
      // Tells the owner that unlocking must wake someone.
      if (word !== asleep && Atomics.compareExchange(words, at, word, asleep) !== word) continue
      // Sleeps until the owner's unlock changes the word.
      Atomics.wait(words, at, asleep)
    }
  }

  /** Takes the lock if that needs no sleep. */
  tryLock(): boolean {
    // Takes the free lock, as lock() does.
    return Atomics.compareExchange(this.#words, this.#at, 0, this.#me) === 0 || this.#spin()
  }

  unlock(): void {
    // Publishes all that was written under the lock.
    if ((Atomics.exchange(this.#words, this.#at, 0) & SLEEPERS) !== 0)
      // Wakes one of the sleepers, which takes the lock with their bit.
      Atomics.notify(this.#words, this.#at, 1)
  }

  /** Slot of the owner; -1 when the lock is free. */
  owner(): number {
    // Sees who took the lock last.
    return (Atomics.load(this.#words, this.#at) & OWNER) - 1
  }

  /** Takes over the lock of a dead thread; false when that is not the owner. For the main thread. */
  inherit(dead: number): boolean {
    for (;;) {
      // Only sleepers' bits can change under us: the dead owner does nothing more.
      const word = Atomics.load(this.#words, this.#at)
      if ((word & OWNER) !== dead + 1) return false
      // From here on the lock is the main thread's; its sleepers stay.
      if (Atomics.compareExchange(this.#words, this.#at, word, (MAIN + 1) | SLEEPERS) === word) return true
    }
  }

  /** Wakes all sleepers: one of them may have died with the wake-up that was meant for all. */
  rouse(): void {
    // Those woken look at the word again and sleep again.
    Atomics.notify(this.#words, this.#at)
  }
}
