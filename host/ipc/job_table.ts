/**
 * The job records: which are free, and which this thread keeps at hand so that most submits and collects
 * need no lock for them. A record's state says what it is; lists and counters can be rebuilt from the
 * states alone (recovery.ts).
 */
import { Condvar } from "../memory/condvar.ts"
import {
  J_NEXT,
  J_OWNER,
  J_STATE,
  JOB,
  Q_FREE_RECORD,
  Q_RECORD_FREED,
  Q_USED_RECORDS,
  RECORD_WORDS,
} from "../memory/layout.ts"
import type { Mutex } from "../memory/mutex.ts"
import type { Parker } from "../memory/parker.ts"
import type { Shared } from "../memory/shared.ts"

/** Most records a thread keeps, and how many it takes or gives back at a time. */
const MOST_KEPT = 32
const BATCH = 8

export class JobTable {
  /** Threads that wait for a free record. */
  readonly freed: Condvar
  readonly #shared: Shared
  readonly #words: Int32Array
  readonly #mutex: Mutex
  readonly #kept: number[] = []

  constructor(shared: Shared, parker: Parker, mutex: Mutex) {
    this.freed = new Condvar(shared, parker, Q_RECORD_FREED)
    this.#shared = shared
    this.#words = shared.words
    this.#mutex = mutex
  }

  /** Takes a record in hand; 0: there is none now, and the thread is listed in `freed`. */
  take(): number {
    if (this.#kept.length === 0 && !this.#fetch()) return 0
    return this.#kept.pop()!
  }

  /** Gets some records from the shared ones. */
  #fetch(): boolean {
    this.#mutex.lock()
    this.freed.delist()
    for (let i = 0; i < BATCH; i++) {
      const record = this.#takeShared()
      if (record === 0) break
      this.#words[record + J_OWNER] = this.#shared.me
      this.#words[record + J_STATE] = JOB.held
      this.#kept.push(record)
    }
    const found = this.#kept.length > 0
    if (!found) this.freed.enlist()
    this.#mutex.unlock()
    return found
  }

  #takeShared(): number {
    const words = this.#words
    const { recordsAt, records } = this.#shared.layout
    const free = words[Q_FREE_RECORD]!
    if (free !== 0) {
      words[Q_FREE_RECORD] = words[free + J_NEXT]!
      return free
    }
    const used = words[Q_USED_RECORDS]!
    if (used === records) return 0
    words[Q_USED_RECORDS] = used + 1
    return recordsAt + used * RECORD_WORDS
  }

  /** Ends the wait for a record. */
  forgo(): void {
    this.#mutex.lock()
    this.freed.delist()
    this.#mutex.unlock()
  }

  /** Gives a record back whose messages are released. */
  give(record: number): void {
    this.#words[record + J_OWNER] = this.#shared.me
    this.#words[record + J_STATE] = JOB.held
    this.#kept.push(record)
    // A thread that begins to wait for a record just now gets the next one.
    const returned = this.freed.count > 0 ? this.#kept.length : BATCH
    if (this.#kept.length <= MOST_KEPT && returned === BATCH) return
    this.#mutex.lock()
    for (let i = 0; i < returned; i++) this.giveHeld(this.#kept.pop()!)
    this.#mutex.unlock()
  }

  /** Puts a record among the free ones; the caller holds the lock. */
  giveHeld(record: number): void {
    const words = this.#words
    words[record + J_STATE] = JOB.free
    words[record + J_NEXT] = words[Q_FREE_RECORD]!
    words[Q_FREE_RECORD] = record
    if (this.freed.count > 0) this.freed.signal()
  }

  /** All records that have been used; their number only grows. */
  *used(): Generator<number> {
    const { recordsAt } = this.#shared.layout
    // Nothing else can be meant by this plain read: records behind are untouched.
    const count = this.#words[Q_USED_RECORDS]!
    for (let i = 0; i < count; i++) yield recordsAt + i * RECORD_WORDS
  }
}
