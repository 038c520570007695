/**
 * A condition variable: the stack of the threads that wait for something a mutex guards. All methods
 * are called with that mutex held. Waiting is: enlist, unlock, park, lock, delist, look again. The one
 * who came last is woken first, since it is most likely still spinning, with warm caches.
 */
import { C_COUNT, C_HEAD, T_NEXT, T_PREVIOUS, T_WAITS_AT } from "./layout.ts"
import type { Parker } from "./parker.ts"
import { type Shared, slotAt } from "./shared.ts"

export class Condvar {
  readonly #shared: Shared
  readonly #words: Int32Array
  readonly #parker: Parker
  /** Place of its words. */
  readonly at: number

  constructor(shared: Shared, parker: Parker, at: number) {
    this.#shared = shared
    this.#words = shared.words
    this.#parker = parker
    this.at = at
  }

  /** Number of threads waiting. */
  get count(): number {
    return this.#words[this.at + C_COUNT]!
  }

  /** Lists this thread and withdraws its permit: a signal from now on is seen by its next park. */
  enlist(): void {
    const words = this.#words
    const slot = slotAt(this.#shared, this.#shared.me)
    if (words[slot + T_WAITS_AT] !== 0) throw new Error("a thread waits at two places")
    const head = words[this.at + C_HEAD]!
    words[slot + T_NEXT] = head
    words[slot + T_PREVIOUS] = 0
    if (head !== 0) words[slotAt(this.#shared, head - 1) + T_PREVIOUS] = this.#shared.me + 1
    words[this.at + C_HEAD] = this.#shared.me + 1
    words[slot + T_WAITS_AT] = this.at
    words[this.at + C_COUNT]!++
    this.#parker.arm()
  }

  /** Takes this thread off the list if nobody has done so. */
  delist(): void {
    this.remove(this.#shared.me)
  }

  /** Takes a thread off the list; false when it was not on it. */
  remove(thread: number): boolean {
    const words = this.#words
    const slot = slotAt(this.#shared, thread)
    if (words[slot + T_WAITS_AT] !== this.at) return false
    const next = words[slot + T_NEXT]!
    const previous = words[slot + T_PREVIOUS]!
    if (next !== 0) words[slotAt(this.#shared, next - 1) + T_PREVIOUS] = previous
    if (previous !== 0) words[slotAt(this.#shared, previous - 1) + T_NEXT] = next
    else words[this.at + C_HEAD] = next
    words[slot + T_WAITS_AT] = 0
    words[this.at + C_COUNT]!--
    return true
  }

  /** Takes off the thread that came last and returns its slot, -1 if there is none. The caller unparks it. */
  pop(): number {
    const last = this.#words[this.at + C_HEAD]! - 1
    if (last >= 0) this.remove(last)
    return last
  }

  /** Wakes one thread. */
  signal(): void {
    const slot = this.pop()
    if (slot >= 0) this.#parker.unpark(slot)
  }

  /** Wakes all threads. */
  broadcast(): void {
    while (this.count > 0) this.signal()
  }

  /** Forgets all waiting threads; the caller unparks them, and they list themselves again. */
  reset(): void {
    this.#words[this.at + C_HEAD] = 0
    this.#words[this.at + C_COUNT] = 0
  }
}
