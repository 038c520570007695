/** What the parts of a thread's queue share: the shared memory as seen from the thread's own slot. */
import type { Mutex } from "../memory/mutex.ts"
import type { Parker } from "../memory/parker.ts"
import { type Shared, slotAt } from "../memory/shared.ts"
import { Messages } from "./message.ts"
import { QueueParts } from "./parts.ts"
import { now } from "./statistics.ts"

export class Seat {
  readonly parts: QueueParts
  readonly words: Int32Array
  readonly doubles: Float64Array
  readonly mutex: Mutex
  readonly parker: Parker
  readonly messages: Messages
  /** Called before the thread waits for others. */
  readonly beforeWait: () => void
  /** Number and place of the thread's slot. */
  readonly me: number
  readonly slot: number

  /** awaitSpace: see Messages. */
  constructor(shared: Shared, beforeWait: () => void, awaitSpace: () => void) {
    this.parts = new QueueParts(shared)
    this.words = shared.words
    this.doubles = shared.doubles
    this.mutex = this.parts.mutex
    this.parker = this.parts.parker
    this.messages = new Messages(shared, this.parts.slab, awaitSpace)
    this.beforeWait = beforeWait
    this.me = shared.me
    this.slot = slotAt(shared, shared.me)
  }

  /** Gives back a record in hand. */
  giveBack(record: number): void {
    this.messages.release(record)
    this.parts.table.give(record)
  }

  /** Parks; false when the deadline had passed before. */
  parkUntil(deadline: number): boolean {
    if (deadline === Number.POSITIVE_INFINITY) {
      this.beforeWait()
      this.parker.park()
      return true
    }
    const rest = deadline - now()
    if (rest <= 0) return false
    this.beforeWait()
    this.parker.park(rest)
    return true
  }
}

/** The deadline of a wait that begins now, in milliseconds. */
export function deadlineAfter(timeout: number): number {
  return timeout === Number.POSITIVE_INFINITY ? timeout : now() + timeout
}
