/**
 * The work queue in shared memory, as one thread uses it. One lock guards the channels and counters; a
 * job's messages need no lock, since a record is always in one thread's hand or in a channel.
 *
 *   submit   free → held → queued        by a handler or a worker
 *   accept   queued → running            by a worker
 *   answer   running → answered → done   by the same worker
 *   collect  done → taken → free         by the job's handler
 *
 * Nothing waits for ever: a handler that waits for room, records or space takes its own results out of
 * the shared memory meanwhile; a worker's submit does not heed --max-jobs, and fails when all workers
 * wait in one; jobs leave half of the slab to answers.
 *
 * The records decide: whoever changes a state does so under the lock (LOCK order: queue, then slab).
 */
import type { LuaValue } from "../../interpreter/index.ts"
import { ERROR, FAILURE } from "../errors.ts"
import {
  CH_COUNT,
  H_POOL,
  H_RETRIES,
  H_STOPPING,
  H_TIMEOUT,
  J_ACCEPTED_AT,
  J_CANCELLED,
  J_HANDLER,
  J_ID,
  J_OWNER,
  J_PRIORITY,
  J_RETRIES,
  J_STATE,
  J_SUBMITTED_AT,
  J_TIMEOUT,
  JOB,
  Q_IDLE,
  Q_JOBS,
  Q_LAST_ID,
  Q_LIVE_WORKERS,
  Q_RESULTS,
  Q_RUNNING,
  Q_STUCK_WORKERS,
  S_ANSWERED,
  S_CANCELLED,
  S_FAILED,
  S_MAX_RUN,
  S_MAX_WAIT,
  S_RUNS,
  S_SUBMITTED,
  S_WAITS,
  T_ACCEPTED,
  T_ACTIVE,
  T_ANSWERING,
  T_IDLE,
  T_JOB,
  T_SERIAL,
  T_STUCK,
} from "../memory/layout.ts"
import type { Mutex } from "../memory/mutex.ts"
import type { Parker } from "../memory/parker.ts"
import { type Shared, slotAt } from "../memory/shared.ts"
import type { Channel } from "./channel.ts"
import type { JobTable } from "./job_table.ts"
import { ANSWER, Messages, PAYLOAD, TooLarge } from "./message.ts"
import { openParts, type QueueParts, resultsOf } from "./parts.ts"
import { countTime, now } from "./statistics.ts"
import { readStatistics } from "./status.ts"
import { Unsendable } from "./wire.ts"
import {
  type Accepted,
  type Nothing,
  type Result,
  SendError,
  type Statistics,
  type SubmitOptions,
  type WorkQueue,
} from "./work_queue.ts"

/** Results a handler takes at a time. */
const GRAB = 16
/** How long a worker waits to submit before it looks whether all do, in milliseconds. */
const STUCK_CHECK = 50
/** How often all must have been found waiting. */
const STUCK_LOOKS = 3
const NOBODY = -1

/** Thrown inside trySubmit. */
const FULL = Symbol("full")

export interface QueueHooks {
  /** Called before the thread waits for others. */
  beforeWait: () => void
  /** A running job was cancelled: the main thread is to stop its worker. */
  stopWorker: (slot: number) => void
  /** A job has a time limit of its own: the main thread is to watch. Called once. */
  limitTimes: () => void
}

/** An array that is cheap to take from at its beginning. */
class Fifo<T> {
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

export class SharedQueue implements WorkQueue {
  readonly #parts: QueueParts
  readonly #words: Int32Array
  readonly #doubles: Float64Array
  readonly #mutex: Mutex
  readonly #parker: Parker
  readonly #jobs: Channel
  readonly #table: JobTable
  readonly #messages: Messages
  readonly #hooks: QueueHooks
  readonly #me: number
  readonly #slot: number
  readonly #isHandler: boolean
  readonly #channels: (Channel | undefined)[] = []
  /** Results taken out of the channel: still in their records, and read already. */
  #taken: number[] = []
  readonly #read = new Fifo<Result>()
  /** Whether the submit under way may wait. */
  #mayWait = true
  /** Whether this worker writes an answer: it may wait as long as it takes. */
  #answering = false
  #hasLimited = false
  /** How often this worker's submit has found all workers waiting. */
  #looks = 0

  constructor(shared: Shared, isHandler: boolean, hooks: QueueHooks) {
    this.#parts = openParts(shared)
    this.#words = shared.words
    this.#doubles = shared.doubles
    this.#mutex = this.#parts.mutex
    this.#parker = this.#parts.parker
    this.#jobs = this.#parts.jobs
    this.#table = this.#parts.table
    this.#messages = new Messages(shared, this.#parts.slab, () => this.#awaitSpace())
    this.#hooks = hooks
    this.#me = shared.me
    this.#slot = slotAt(shared, shared.me)
    this.#isHandler = isHandler
  }

  #results(slot: number): Channel {
    return (this.#channels[slot] ??= resultsOf(this.#parts, slot))
  }

  // -- submit -------------------------------------------------------------------------------------

  submit(value: LuaValue, options: SubmitOptions): number {
    this.#mayWait = true
    return this.#submit(value, options)
  }

  trySubmit(value: LuaValue, options: SubmitOptions): number | undefined {
    this.#mayWait = false
    try {
      return this.#submit(value, options)
    } catch (e) {
      if (e === FULL) return undefined
      throw e
    } finally {
      this.#mayWait = true
    }
  }

  #submit(value: LuaValue, options: SubmitOptions): number {
    if (!this.#isHandler && !this.hasJob) throw new SendError(ERROR.noParent)
    this.#looks = 0
    const record = this.#takeRecord()
    this.#writeOrRelease(record, value)
    const words = this.#words
    words[record + J_PRIORITY] = options.priority ?? 0
    words[record + J_RETRIES] = options.retries ?? words[H_RETRIES]!
    words[record + J_TIMEOUT] = words[H_TIMEOUT]!
    if (options.timeout !== undefined) this.#limitTime(record, options.timeout)
    words[record + J_CANCELLED] = 0
    this.#doubles[(record + J_SUBMITTED_AT) >> 1] = now()
    this.#mutex.lock()
    if (this.#isHandler) this.#awaitRoom(record)
    const id = this.#enqueue(record)
    const worker = this.#jobs.item.pop()
    this.#mutex.unlock()
    if (worker >= 0) this.#parker.unpark(worker)
    return id
  }

  #limitTime(record: number, seconds: number): void {
    this.#words[record + J_TIMEOUT] = Math.ceil(seconds * 1000)
    if (this.#hasLimited) return
    this.#hasLimited = true
    this.#hooks.limitTimes()
  }

  #takeRecord(): number {
    for (;;) {
      const record = this.#table.take()
      if (record !== 0) return record
      if (!this.#mayWait) {
        this.#table.forgo()
        throw FULL
      }
      this.#awaitChange(() => this.#table.forgo())
      this.#table.forgo()
    }
  }

  #writeOrRelease(record: number, value: LuaValue): void {
    try {
      this.#messages.write(record, PAYLOAD, value)
    } catch (e) {
      this.#giveBack(record)
      throw this.#sendError(e)
    }
  }

  #sendError(e: unknown): unknown {
    if (e instanceof Unsendable) return new SendError(ERROR.unsendable(e.path, e.what))
    if (e instanceof TooLarge) return new SendError(ERROR.tooLarge(e.size, this.#parts.slab.largestMessage))
    return e
  }

  #giveBack(record: number): void {
    this.#messages.release(record)
    this.#table.give(record)
  }

  /** Waits, with the lock held before and after, until the queue has room for a handler's job. */
  #awaitRoom(record: number): void {
    while (this.#jobs.isFull && this.#words[H_STOPPING] === 0) {
      if (!this.#mayWait) {
        this.#mutex.unlock()
        this.#giveBack(record)
        throw FULL
      }
      const grabbed = this.#grab(Number.POSITIVE_INFINITY)
      if (!grabbed) this.#jobs.room.enlist()
      this.#mutex.unlock()
      if (grabbed) this.#readTaken()
      else {
        this.#hooks.beforeWait()
        this.#parker.park()
      }
      this.#mutex.lock()
      this.#jobs.room.delist()
    }
  }

  /** Makes a record a queued job; the lock is held. */
  #enqueue(record: number): number {
    const words = this.#words
    const id = ++this.#doubles[Q_LAST_ID >> 1]!
    const handler = this.#isHandler ? this.#me : words[words[this.#slot + T_JOB]! + J_HANDLER]!
    this.#doubles[(record + J_ID) >> 1] = id
    words[record + J_HANDLER] = handler
    this.#doubles[S_SUBMITTED >> 1]!++
    if (handler !== NOBODY) words[slotAt(this.#parts.shared, handler) + T_ACTIVE]!++
    if (words[H_STOPPING] !== 0 && handler !== NOBODY) {
      this.#messages.writeShortFailure(record, FAILURE.stopping)
      this.#deliver(record)
      if (handler !== this.#me) this.#parker.unpark(handler)
      return id
    }
    words[record + J_STATE] = JOB.queued
    this.#jobs.push(record)
    return id
  }

  // -- waiting for room of all kinds --------------------------------------------------------------

  /** The slab is full; this thread is listed for space. */
  #awaitSpace(): void {
    if (this.#mayWait) {
      this.#awaitChange(() => this.#parts.slab.forgo())
      return
    }
    this.#parts.slab.forgo()
    throw FULL
  }

  /** Waits until something changes, for a thread that is listed somewhere; `forgo` ends that. */
  #awaitChange(forgo: () => void): void {
    if (this.#isHandler) {
      if (this.#grabResults()) return
      this.#hooks.beforeWait()
      this.#parker.park()
    } else if (this.#answering) this.#parker.park()
    else this.#awaitWithOthers(forgo)
  }

  /** A worker's wait in submit. When every worker waits like this, none can make room. */
  #awaitWithOthers(forgo: () => void): void {
    const words = this.#words
    this.#mutex.lock()
    words[this.#slot + T_STUCK] = 1
    words[Q_STUCK_WORKERS]!++
    this.#mutex.unlock()
    const woken = this.#parker.park(STUCK_CHECK)
    this.#mutex.lock()
    const all = words[Q_STUCK_WORKERS]! >= words[Q_LIVE_WORKERS]! && words[Q_RESULTS] === 0
    words[Q_STUCK_WORKERS]!--
    words[this.#slot + T_STUCK] = 0
    this.#mutex.unlock()
    this.#looks = all && !woken ? this.#looks + 1 : 0
    if (this.#looks < STUCK_LOOKS) return
    forgo()
    throw new SendError(ERROR.stuck)
  }

  /** Takes this handler's results out of the shared memory; false if there are none. */
  #grabResults(): boolean {
    this.#mutex.lock()
    const grabbed = this.#grab(Number.POSITIVE_INFINITY)
    this.#mutex.unlock()
    if (grabbed || this.#taken.length > 0) {
      this.#readTaken()
      return true
    }
    return false
  }

  /** Takes results in hand; the lock is held. */
  #grab(most: number): boolean {
    const words = this.#words
    const results = this.#results(this.#me)
    let count = 0
    for (; count < most; count++) {
      const record = results.pop()
      if (record === 0) break
      words[record + J_OWNER] = this.#me
      words[record + J_STATE] = JOB.taken
      this.#taken.push(record)
      if (results.room.count > 0) results.room.signal()
    }
    words[this.#slot + T_ACTIVE]! -= count
    words[Q_RESULTS]! -= count
    return count > 0
  }

  /** Reads the results in hand and gives their records back. */
  #readTaken(): void {
    const taken = this.#taken
    this.#taken = []
    for (const record of taken) this.#read.push(this.#readResult(record))
  }

  #readResult(record: number): Result {
    const result = {
      id: this.#doubles[(record + J_ID) >> 1]!,
      failed: this.#messages.isFailure(record),
      value: this.#messages.read(record, ANSWER),
    }
    this.#giveBack(record)
    return result
  }

  // -- collect ------------------------------------------------------------------------------------

  collect(timeout: number): Result | Nothing {
    const early = this.#read.shift()
    if (early !== undefined) return early
    if (this.#taken.length === 0) {
      const nothing = this.#awaitResults(timeout)
      if (nothing !== undefined) return nothing
    }
    return this.#readResult(this.#taken.shift()!)
  }

  /** Fills #taken, or tells why not. */
  #awaitResults(timeout: number): Nothing | undefined {
    const deadline = timeout === Number.POSITIVE_INFINITY ? timeout : now() + timeout
    for (;;) {
      this.#mutex.lock()
      const grabbed = this.#grab(GRAB)
      const isIdle = !grabbed && this.#words[this.#slot + T_ACTIVE] === 0
      if (!grabbed) this.#parker.arm()
      this.#mutex.unlock()
      if (grabbed) return undefined
      if (isIdle) return "none"
      if (!this.#parkUntil(deadline)) return "timeout"
    }
  }

  /** Parks; false when the deadline had passed before. */
  #parkUntil(deadline: number): boolean {
    if (deadline === Number.POSITIVE_INFINITY) {
      this.#hooks.beforeWait()
      this.#parker.park()
      return true
    }
    const rest = deadline - now()
    if (rest <= 0) return false
    this.#hooks.beforeWait()
    this.#parker.park(rest)
    return true
  }

  // -- accept and answer --------------------------------------------------------------------------

  get hasJob(): boolean {
    return this.#words[this.#slot + T_JOB] !== 0
  }

  accept(timeout: number): Accepted | Nothing {
    if (this.hasJob) this.fail(FAILURE.unanswered)
    const deadline = timeout === Number.POSITIVE_INFINITY ? timeout : now() + timeout
    for (;;) {
      this.#mutex.lock()
      this.#jobs.item.delist()
      const record = this.#words[H_STOPPING] === 0 ? this.#jobs.pop() : 0
      if (record !== 0) {
        this.#start(record)
        this.#setIdle(0)
        this.#mutex.unlock()
        return { value: this.#messages.read(record, PAYLOAD) }
      }
      this.#setIdle(1)
      this.#jobs.item.enlist()
      this.#mutex.unlock()
      if (this.#parkUntil(deadline)) continue
      this.#mutex.lock()
      this.#jobs.item.delist()
      this.#setIdle(0)
      this.#mutex.unlock()
      return "timeout"
    }
  }

  /** Counts this worker among those that wait for a job, or no more; the lock is held. */
  #setIdle(idle: 0 | 1): void {
    this.#words[Q_IDLE]! += idle - this.#words[this.#slot + T_IDLE]!
    this.#words[this.#slot + T_IDLE] = idle
  }

  /** Notes that this worker runs a job; the lock is held. */
  #start(record: number): void {
    const words = this.#words
    words[record + J_OWNER] = this.#me
    words[this.#slot + T_JOB] = record
    words[record + J_STATE] = JOB.running
    words[this.#slot + T_ACCEPTED]!++
    words[this.#slot + T_SERIAL]!++
    words[Q_RUNNING]!++
    const at = now()
    this.#doubles[(record + J_ACCEPTED_AT) >> 1] = at
    const waited = at - this.#doubles[(record + J_SUBMITTED_AT) >> 1]!
    countTime(words, this.#doubles, { histogram: S_WAITS, max: S_MAX_WAIT }, waited)
    if (this.#jobs.room.count > 0) this.#jobs.room.signal()
  }

  answer(value: LuaValue): void {
    const record = this.#words[this.#slot + T_JOB]!
    this.#setAnswering(true)
    try {
      this.#messages.write(record, ANSWER, value)
    } catch (e) {
      this.#setAnswering(false)
      throw this.#sendError(e)
    }
    this.#finish(record)
    this.#setAnswering(false)
  }

  fail(message: string): void {
    const record = this.#words[this.#slot + T_JOB]!
    this.#setAnswering(true)
    this.#messages.writeFailure(record, message.slice(0, this.#parts.slab.largestMessage))
    this.#finish(record)
    this.#setAnswering(false)
  }

  #setAnswering(answering: boolean): void {
    this.#answering = answering
    this.#words[this.#slot + T_ANSWERING] = answering ? 1 : 0
  }

  /** Delivers the answered job in hand. */
  #finish(record: number): void {
    const words = this.#words
    this.#mutex.lock()
    if (words[record + J_OWNER] !== this.#me || words[record + J_STATE] !== JOB.running) {
      // The main thread has taken this worker for dead, and given the job to another.
      words[this.#slot + T_JOB] = 0
      this.#mutex.unlock()
      return
    }
    if (words[record + J_CANCELLED] === 1) this.#messages.writeShortFailure(record, FAILURE.cancelled)
    words[record + J_STATE] = JOB.answered
    words[this.#slot + T_JOB] = 0
    words[Q_RUNNING]!--
    const ran = now() - this.#doubles[(record + J_ACCEPTED_AT) >> 1]!
    countTime(words, this.#doubles, { histogram: S_RUNS, max: S_MAX_RUN }, ran)
    this.#doubles[(this.#messages.isFailure(record) ? S_FAILED : S_ANSWERED) >> 1]!++
    const handler = this.#awaitResultRoom(record)
    if (handler === NOBODY) {
      this.#mutex.unlock()
      this.#giveBack(record)
      return
    }
    this.#deliver(record)
    this.#mutex.unlock()
    this.#parker.unpark(handler)
  }

  /** Waits while the handler's channel is full, with the lock held before and after; its slot. */
  #awaitResultRoom(record: number): number {
    const words = this.#words
    for (;;) {
      const handler = words[record + J_HANDLER]!
      if (handler === NOBODY) return NOBODY
      const results = this.#results(handler)
      if (!results.isFull) return handler
      results.room.enlist()
      this.#mutex.unlock()
      this.#parker.park()
      this.#mutex.lock()
      results.room.delist()
    }
  }

  /** Puts an answered record into its handler's channel; the lock is held. */
  #deliver(record: number): void {
    const words = this.#words
    words[record + J_PRIORITY] = 0
    words[record + J_STATE] = JOB.done
    words[Q_RESULTS]!++
    this.#results(words[record + J_HANDLER]!).push(record)
  }

  // -- cancel and counters ------------------------------------------------------------------------

  cancel(id: number): boolean {
    const words = this.#words
    this.#mutex.lock()
    const record = this.#find(id)
    const state = record === 0 ? JOB.free : words[record + J_STATE]!
    if (state === JOB.queued) {
      this.#jobs.remove(record)
      this.#messages.writeShortFailure(record, FAILURE.cancelled)
      this.#deliver(record)
      this.#doubles[S_CANCELLED >> 1]!++
      if (this.#jobs.room.count > 0) this.#jobs.room.signal()
    }
    let worker = NOBODY
    if (state === JOB.running && words[record + J_CANCELLED] === 0) {
      words[record + J_CANCELLED] = 1
      this.#doubles[S_CANCELLED >> 1]!++
      worker = words[record + J_OWNER]!
    }
    this.#mutex.unlock()
    if (worker !== NOBODY) this.#hooks.stopWorker(worker)
    return state === JOB.queued || worker !== NOBODY
  }

  /** The record of a job of this handler; the lock is held. */
  #find(id: number): number {
    for (const record of this.#table.used()) {
      const state = this.#words[record + J_STATE]
      if (
        (state === JOB.queued || state === JOB.running) &&
        this.#doubles[(record + J_ID) >> 1] === id &&
        this.#words[record + J_HANDLER] === this.#me
      )
        return record
    }
    return 0
  }

  active(): number {
    // Sees all submits and answers made before; what this thread has taken out, it knows itself.
    return Atomics.load(this.#words, this.#slot + T_ACTIVE) + this.#taken.length + this.#read.length
  }

  backlog(): number {
    // Sees the count as it was a moment ago; a loop that asks again sees it change.
    return Atomics.load(this.#words, Q_JOBS + CH_COUNT)
  }

  idle(): number {
    // Likewise.
    return Atomics.load(this.#words, Q_IDLE)
  }

  pool(): number {
    return this.#words[H_POOL]!
  }

  statistics(): Statistics {
    this.#mutex.lock()
    this.#parts.slab.mutex.lock()
    try {
      return readStatistics(this.#parts)
    } finally {
      this.#parts.slab.mutex.unlock()
      this.#mutex.unlock()
    }
  }
}
