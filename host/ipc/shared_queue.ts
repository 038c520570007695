/**
 * The work queue in shared memory, as one thread uses it. One lock guards the channels and counters; a
 * job's messages need no lock, since a record is always in one thread's hand or in a channel.
 *
 *   submit   free → held → queued        by a handler or a worker (here)
 *   accept   queued → running            by a worker (desk.ts)
 *   answer   running → answered → done   by the same worker
 *   collect  done → taken → free         by the job's handler (result_box.ts)
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
  Q_STUCK_WORKERS,
  S_CANCELLED,
  S_SUBMITTED,
  T_ACTIVE,
  T_IN_QUEUE,
  T_STATE,
  T_STUCK,
  THREAD_STATE,
} from "../memory/layout.ts"
import { type Shared, slotAt } from "../memory/shared.ts"
import { Desk } from "./desk.ts"
import { dropJobs } from "./drop_jobs.ts"
import { PAYLOAD } from "./message.ts"
import { NOBODY } from "./parts.ts"
import { ResultBox } from "./result_box.ts"
import { Seat } from "./seat.ts"
import { now } from "./statistics.ts"
import { readStatistics } from "./status.ts"
import {
  type Accepted,
  type Nothing,
  type Result,
  SendError,
  type Statistics,
  type SubmitOptions,
  type WorkQueue,
} from "./work_queue.ts"

/** How long a worker waits to submit before it looks whether all do, in milliseconds. */
const STUCK_CHECK = 50
/** How often all must have been found waiting. */
const STUCK_LOOKS = 3

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

export class SharedQueue implements WorkQueue {
  readonly #seat: Seat
  readonly #words: Int32Array
  readonly #hooks: QueueHooks
  readonly #isHandler: boolean
  readonly #desk: Desk
  readonly #box: ResultBox
  /** Whether the submit under way may wait. */
  #mayWait = true
  /** How often this worker's submit has found all workers waiting. */
  #looks = 0
  #hasLimited = false

  constructor(shared: Shared, isHandler: boolean, hooks: QueueHooks) {
    this.#seat = new Seat(shared, hooks.beforeWait, () => this.#awaitSpace())
    this.#words = shared.words
    this.#hooks = hooks
    this.#isHandler = isHandler
    this.#desk = new Desk(this.#seat)
    this.#box = new ResultBox(this.#seat)
  }

  // -- who is inside ------------------------------------------------------------------------------

  /**
   * Does what a worker that is being stopped must not do, since its job may be another's by now. The main thread says
   * that it stops a worker before it looks whether that one is inside, so one of the two sees the other.
   */
  #inside<T>(action: () => T): T {
    const { words, slot, parker } = this.#seat
    Atomics.store(words, slot + T_IN_QUEUE, 1)
    if (Atomics.load(words, slot + T_STATE) !== THREAD_STATE.live) {
      Atomics.store(words, slot + T_IN_QUEUE, 0)
      // Terminated already: this ends with the thread.
      for (;;) {
        parker.arm()
        parker.park()
      }
    }
    try {
      return action()
    } finally {
      // What was done inside is done before the main thread sees this.
      Atomics.store(words, slot + T_IN_QUEUE, 0)
    }
  }

  // -- the worker's and the handler's part --------------------------------------------------------

  get hasJob(): boolean {
    return this.#desk.job !== 0
  }

  accept(timeout: number): Accepted | Nothing {
    return this.#inside(() => this.#desk.accept(timeout))
  }

  /** The worker's script begins, as it is now; accept throws Outdated when that has changed. */
  startScript(): number {
    return this.#desk.startScript()
  }

  answer(value: LuaValue): void {
    // The program may end as soon as the answer is collected: what was printed before it must be out.
    this.#seat.beforeWait()
    this.#inside(() => this.#desk.answer(value))
  }

  fail(message: string): void {
    this.#seat.beforeWait()
    this.#inside(() => this.#desk.fail(message))
  }

  collect(timeout: number): Result | Nothing {
    return this.#box.next(timeout)
  }

  /** Forgets all jobs of this handler: its client is gone, and the next one must not get their results. */
  abandon(): void {
    this.#box.discard()
    const { mutex, parts, messages, parker, me, slot } = this.#seat
    if (this.#words[slot + T_ACTIVE] === 0) return
    mutex.lock()
    parts.slab.mutex.lock()
    dropJobs(parts, messages, me)
    if (parts.jobs.room.count > 0) parts.jobs.room.signal()
    parts.slab.mutex.unlock()
    mutex.unlock()
    // Those that wait for room in this handler's channel, or for space, look again.
    parker.unparkAll()
  }

  // -- submit -------------------------------------------------------------------------------------

  submit(value: LuaValue, options: SubmitOptions): number {
    this.#mayWait = true
    return this.#inside(() => this.#submit(value, options))
  }

  trySubmit(value: LuaValue, options: SubmitOptions): number | undefined {
    this.#mayWait = false
    try {
      return this.#inside(() => this.#submit(value, options))
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
    const { doubles, mutex, parts, parker } = this.#seat
    words[record + J_PRIORITY] = options.priority ?? 0
    words[record + J_RETRIES] = options.retries ?? words[H_RETRIES]!
    words[record + J_TIMEOUT] = words[H_TIMEOUT]!
    if (options.timeout !== undefined) this.#limitTime(record, options.timeout)
    words[record + J_CANCELLED] = 0
    doubles[(record + J_SUBMITTED_AT) >> 1] = now()
    mutex.lock()
    if (this.#isHandler) this.#awaitRoom(record)
    const id = this.#enqueue(record)
    const worker = parts.jobs.item.pop()
    mutex.unlock()
    if (worker >= 0) parker.unpark(worker)
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
      const record = this.#seat.parts.table.take()
      if (record !== 0) return record
      if (!this.#mayWait) {
        this.#seat.parts.table.forgo()
        throw FULL
      }
      this.#awaitChange(() => this.#seat.parts.table.forgo())
      this.#seat.parts.table.forgo()
    }
  }

  #writeOrRelease(record: number, value: LuaValue): void {
    try {
      this.#seat.messages.write(record, PAYLOAD, value)
    } catch (e) {
      this.#seat.giveBack(record)
      throw e
    }
  }

  /** Waits, with the lock held before and after, until the queue has room for a handler's job. */
  #awaitRoom(record: number): void {
    const { mutex, parts, parker, beforeWait } = this.#seat
    while (parts.jobs.isFull && this.#words[H_STOPPING] === 0) {
      if (!this.#mayWait) {
        mutex.unlock()
        this.#seat.giveBack(record)
        throw FULL
      }
      const grabbed = this.#box.grab()
      if (!grabbed) parts.jobs.room.enlist()
      mutex.unlock()
      if (grabbed) this.#box.readTaken()
      else {
        beforeWait()
        parker.park()
      }
      mutex.lock()
      parts.jobs.room.delist()
    }
  }

  /** Makes a record a queued job; the lock is held. */
  #enqueue(record: number): number {
    const words = this.#words
    const { doubles, parts, messages, me, parker } = this.#seat
    const id = ++doubles[Q_LAST_ID >> 1]!
    const handler = this.#isHandler ? me : words[this.#desk.job + J_HANDLER]!
    doubles[(record + J_ID) >> 1] = id
    words[record + J_HANDLER] = handler
    doubles[S_SUBMITTED >> 1]!++
    if (handler !== NOBODY) words[slotAt(parts.shared, handler) + T_ACTIVE]!++
    if (words[H_STOPPING] !== 0 && handler !== NOBODY) {
      messages.writeShortFailure(record, FAILURE.stopping)
      parts.deliver(record)
      if (handler !== me) parker.unpark(handler)
      return id
    }
    words[record + J_STATE] = JOB.queued
    parts.jobs.push(record)
    return id
  }

  // -- waiting for room of all kinds --------------------------------------------------------------

  /** The slab is full; this thread is listed for space. */
  #awaitSpace(): void {
    if (this.#mayWait) {
      this.#awaitChange(() => this.#seat.parts.slab.forgo())
      return
    }
    this.#seat.parts.slab.forgo()
    throw FULL
  }

  /** Waits until something changes, for a thread that is listed somewhere; `forgo` ends that. */
  #awaitChange(forgo: () => void): void {
    if (this.#isHandler) {
      if (this.#box.empty()) return
      this.#seat.beforeWait()
      this.#seat.parker.park()
    } else if (this.#desk.isAnswering) {
      this.#seat.beforeWait()
      this.#seat.parker.park()
    } else this.#awaitWithOthers(forgo)
  }

  /** A worker's wait in submit. When every worker waits like this, none can make room. */
  #awaitWithOthers(forgo: () => void): void {
    const words = this.#words
    const { mutex, parker, slot } = this.#seat
    mutex.lock()
    words[slot + T_STUCK] = 1
    words[Q_STUCK_WORKERS]!++
    mutex.unlock()
    const woken = parker.park(STUCK_CHECK)
    mutex.lock()
    const all = words[Q_STUCK_WORKERS]! >= words[Q_LIVE_WORKERS]! && !this.#roomWillCome()
    words[Q_STUCK_WORKERS]!--
    words[slot + T_STUCK] = 0
    mutex.unlock()
    this.#looks = all && !woken ? this.#looks + 1 : 0
    if (this.#looks < STUCK_LOOKS) return
    forgo()
    throw new SendError(ERROR.stuck)
  }

  /** Whether some handler has results that it will take out, or is about to: they make room. The lock is held. */
  #roomWillCome(): boolean {
    if (this.#words[Q_RESULTS] !== 0) return true
    for (const record of this.#seat.parts.table.used())
      if (this.#words[record + J_STATE] === JOB.taken) return true
    return false
  }

  // -- cancel and counters ------------------------------------------------------------------------

  cancel(id: number): boolean {
    return this.#inside(() => this.#cancel(id))
  }

  #cancel(id: number): boolean {
    const words = this.#words
    const { doubles, mutex, parts, messages } = this.#seat
    mutex.lock()
    const record = this.#find(id)
    const state = record === 0 ? JOB.free : words[record + J_STATE]!
    if (state === JOB.queued) {
      parts.jobs.remove(record)
      messages.writeShortFailure(record, FAILURE.cancelled)
      parts.deliver(record)
      doubles[S_CANCELLED >> 1]!++
      if (parts.jobs.room.count > 0) parts.jobs.room.signal()
    }
    let worker = NOBODY
    if (state === JOB.running && words[record + J_CANCELLED] === 0) {
      words[record + J_CANCELLED] = 1
      doubles[S_CANCELLED >> 1]!++
      worker = words[record + J_OWNER]!
    }
    mutex.unlock()
    if (worker !== NOBODY) this.#hooks.stopWorker(worker)
    return state === JOB.queued || worker !== NOBODY
  }

  /** The record of a job of this handler; the lock is held. */
  #find(id: number): number {
    for (const record of this.#seat.parts.table.used()) {
      const state = this.#words[record + J_STATE]
      if (
        (state === JOB.queued || state === JOB.running) &&
        this.#seat.doubles[(record + J_ID) >> 1] === id &&
        this.#words[record + J_HANDLER] === this.#seat.me
      )
        return record
    }
    return 0
  }

  active(): number {
    // Sees all submits and answers made before; what this thread has taken out, it knows itself.
    return Atomics.load(this.#words, this.#seat.slot + T_ACTIVE) + this.#box.count
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
    return this.#inside(() => this.#statistics())
  }

  #statistics(): Statistics {
    const { mutex, parts } = this.#seat
    mutex.lock()
    parts.slab.mutex.lock()
    try {
      return readStatistics(parts)
    } finally {
      parts.slab.mutex.unlock()
      mutex.unlock()
    }
  }
}
