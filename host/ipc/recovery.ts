/**
 * What the main thread does to the queue: it buries dead threads, drops the jobs of handlers that are
 * gone, and stops the flow of jobs. A dead thread's locks are inherited; what a lock guards is then in
 * an unknown state, and is built anew from the states of the records. The jobs of a dead worker go to
 * another, or fail.
 *
 * The main thread never sleeps on a lock: an operation that cannot get its locks returns false, having
 * changed nothing, and is tried again from the event loop.
 */
import { FAILURE } from "../errors.ts"
import { Condvar } from "../memory/condvar.ts"
import {
  H_GENERATION,
  H_STOPPING,
  J_ANSWER,
  J_CANCELLED,
  J_HANDLER,
  J_ID,
  J_OWNER,
  J_PAYLOAD,
  J_RETRIES,
  J_STATE,
  JOB,
  M_BLOCK,
  Q_FREE_RECORD,
  Q_IDLE,
  Q_RESULTS,
  Q_RUNNING,
  Q_STUCK_WORKERS,
  S_FAILED,
  S_REDELIVERED,
  S_REPLACED,
  STDERR_LOCK,
  STDOUT_LOCK,
  T_ACTIVE,
  T_IDLE,
  T_IN_QUEUE,
  T_JOB,
  T_KIND,
  T_STUCK,
  T_WAITS_AT,
  THREAD_KIND,
  THREAD_WORDS,
} from "../memory/layout.ts"
import { Mutex } from "../memory/mutex.ts"
import { type Shared, slotAt } from "../memory/shared.ts"
import { ACCOUNT, type Cell } from "../memory/slab.ts"
import type { Channel } from "./channel.ts"
import { dropJobs } from "./drop_jobs.ts"
import { Messages } from "./message.ts"
import { NOBODY, QueueParts } from "./parts.ts"
import { readSample, type Sample } from "./status.ts"

export class Recovery {
  readonly parts: QueueParts
  readonly #shared: Shared
  readonly #words: Int32Array
  readonly #messages: Messages
  readonly #outputs: Mutex[]

  constructor(shared: Shared) {
    this.parts = new QueueParts(shared)
    this.#shared = shared
    this.#words = shared.words
    this.#messages = new Messages(shared, this.parts.slab, () => {
      throw new Error("the main thread must not wait for space")
    })
    this.#outputs = [new Mutex(shared, STDOUT_LOCK), new Mutex(shared, STDERR_LOCK)]
  }

  // -- operations ---------------------------------------------------------------------------------

  /** Clears up behind a dead thread; false: not now. reason: for its job's submitter. */
  tryBury(dead: number, reason: string): boolean {
    this.releaseOutputs(dead)
    this.#releaseSlab(dead)
    if (!this.#lockBoth(dead)) return false
    this.#leaveLists(dead)
    this.#reclaimRecords(dead, reason)
    if (this.#words[slotAt(this.#shared, dead) + T_KIND] === THREAD_KIND.handler)
      dropJobs(this.parts, this.#messages, dead)
    else this.#shared.doubles[S_REPLACED >> 1]!++
    this.#unlockBoth()
    this.#wakeAll()
    return true
  }

  /** Fails all queued jobs and lets no more be accepted; false: not now. */
  tryStop(): boolean {
    const { mutex, jobs } = this.parts
    if (!mutex.tryLock()) return false
    this.#words[H_STOPPING] = 1
    for (let record = jobs.pop(); record !== 0; record = jobs.pop()) this.#fail(record, FAILURE.stopping)
    mutex.unlock()
    this.#wakeAll()
    return true
  }

  /** Makes the workers start their script anew before they accept another job. */
  reloadWorkers(): void {
    // Those that wait are woken behind this, and see it.
    Atomics.add(this.#words, H_GENERATION, 1)
    this.#wakeAll()
  }

  /** What --stats and its like show; undefined: not now. */
  trySample(): Sample | undefined {
    if (!this.#lockBoth(NOBODY)) return undefined
    const sample = readSample(this.parts)
    this.#unlockBoth()
    return sample
  }

  /** Whether a thread that is being stopped has no lock, and no memory of the slab, in hand. */
  isOutside(slot: number): boolean {
    // Sees all that the thread did in the queue before it left.
    if (Atomics.load(this.#words, slotAt(this.#shared, slot) + T_IN_QUEUE) === 1) return false
    return this.#outputs.every((output) => output.owner() !== slot)
  }

  // -- locks --------------------------------------------------------------------------------------

  /** Unlocks the standard streams that a dead thread left locked. */
  releaseOutputs(dead: number): void {
    for (const output of this.#outputs) if (output.inherit(dead)) output.unlock()
  }

  /**
   * Repairs a slab that the dead thread left locked, and unlocks it. Before the queue can be had: its lock may be held by a
   * thread that waits for the slab.
   */
  #releaseSlab(dead: number): void {
    const { slab, parker } = this.parts
    if (!slab.mutex.inherit(dead)) return
    this.#rebuildSlab()
    slab.mutex.unlock()
    slab.mutex.rouse()
    parker.unparkAll()
  }

  /** Takes the locks of queue and slab, repairing a queue that the dead thread left locked. */
  #lockBoth(dead: number): boolean {
    const { mutex, slab } = this.parts
    if (dead !== NOBODY && mutex.inherit(dead)) this.#rebuildQueue()
    else if (!mutex.tryLock()) return false
    if (slab.mutex.tryLock()) return true
    mutex.unlock()
    return false
  }

  #unlockBoth(): void {
    this.parts.slab.mutex.unlock()
    this.parts.mutex.unlock()
  }

  /** Makes every thread look again: wake-ups may have died with a thread. */
  #wakeAll(): void {
    const { mutex, slab, parker } = this.parts
    for (const lock of [mutex, slab.mutex, ...this.#outputs]) lock.rouse()
    parker.unparkAll()
  }

  // -- repair -------------------------------------------------------------------------------------

  /** All cells of the slab. */
  *#cells(): Generator<Cell> {
    for (const record of this.parts.table.used()) {
      yield { at: record + J_PAYLOAD + M_BLOCK, account: ACCOUNT.jobs }
      yield { at: record + J_ANSWER + M_BLOCK, account: ACCOUNT.answers }
    }
  }

  #rebuildSlab(): void {
    const { slab } = this.parts
    slab.rebuild(this.#cells())
    this.#forgetWaiting((at) => at === slab.freed.at)
    slab.freed.reset()
  }

  /** Builds channels, free list and counters anew from the states of the records. */
  #rebuildQueue(): void {
    const words = this.#words
    const { jobs, table, slab } = this.parts
    this.#forgetWaiting((at) => at !== slab.freed.at)
    table.freed.reset()
    jobs.reset()
    for (const slot of this.#handlers()) {
      this.#results(slot).reset()
      words[slotAt(this.#shared, slot) + T_ACTIVE] = 0
    }
    words[Q_FREE_RECORD] = 0
    words[Q_RUNNING] = 0
    words[Q_RESULTS] = 0
    words[Q_STUCK_WORKERS] = 0
    words[Q_IDLE] = 0
    for (let slot = 0; slot < this.#shared.layout.threads; slot++) {
      words[slotAt(this.#shared, slot) + T_STUCK] = 0
      words[slotAt(this.#shared, slot) + T_IDLE] = 0
    }
    for (const record of this.#byId()) this.#relink(record)
  }

  #forgetWaiting(isMeant: (at: number) => boolean): void {
    const { threadsAt, threads } = this.#shared.layout
    for (let slot = threadsAt; slot < threadsAt + threads * THREAD_WORDS; slot += THREAD_WORDS) {
      const at = this.#words[slot + T_WAITS_AT]!
      if (at !== 0 && isMeant(at)) this.#words[slot + T_WAITS_AT] = 0
    }
  }

  #byId(): number[] {
    const id = (record: number) => this.#shared.doubles[(record + J_ID) >> 1]!
    return [...this.parts.table.used()].sort((a, b) => id(a) - id(b))
  }

  #relink(record: number): void {
    const words = this.#words
    const state = words[record + J_STATE]!
    if (state === JOB.free) this.parts.table.giveHeld(record)
    if (state === JOB.held || state === JOB.taken || state === JOB.free) return
    const handler = words[record + J_HANDLER]!
    if (handler !== NOBODY) words[slotAt(this.#shared, handler) + T_ACTIVE]!++
    if (state === JOB.queued) this.parts.jobs.push(record)
    if (state === JOB.running) words[Q_RUNNING]!++
    if (state !== JOB.done) return
    this.#results(handler).push(record)
    words[Q_RESULTS]!++
  }

  // -- the dead -----------------------------------------------------------------------------------

  *#handlers(): Generator<number> {
    for (let slot = 0; slot < this.#shared.layout.threads; slot++)
      if (this.#words[slotAt(this.#shared, slot) + T_KIND] === THREAD_KIND.handler) yield slot
  }

  #results(slot: number): Channel {
    return this.parts.results(slot)
  }

  /** Takes a dead thread out of what it waited for. */
  #leaveLists(dead: number): void {
    const words = this.#words
    const slot = slotAt(this.#shared, dead)
    const at = words[slot + T_WAITS_AT]!
    if (at !== 0) new Condvar(this.#shared, this.parts.parker, at).remove(dead)
    if (words[slot + T_STUCK] === 1) words[Q_STUCK_WORKERS]!--
    words[Q_IDLE]! -= words[slot + T_IDLE]!
    words[slot + T_STUCK] = 0
    words[slot + T_IDLE] = 0
    words[slot + T_JOB] = 0
  }

  #reclaimRecords(dead: number, reason: string): void {
    const words = this.#words
    for (const record of this.parts.table.used()) {
      if (words[record + J_OWNER] !== dead) continue
      const state = words[record + J_STATE]
      if (state === JOB.held || state === JOB.taken) this.#free(record)
      else if (state === JOB.answered) this.#deliver(record)
      else if (state === JOB.running) {
        words[Q_RUNNING]!--
        this.#redeliver(record, reason)
      }
    }
  }

  #free(record: number): void {
    this.#messages.releaseHeld(record)
    this.parts.table.giveHeld(record)
  }

  /** Gives the job of a dead worker to another, or tells its submitter. */
  #redeliver(record: number, reason: string): void {
    const words = this.#words
    const { slab, jobs } = this.parts
    slab.freeHeld(record + J_ANSWER + M_BLOCK, ACCOUNT.answers)
    if (words[record + J_CANCELLED] === 1) this.#fail(record, FAILURE.cancelled)
    else if (words[H_STOPPING] !== 0) this.#fail(record, FAILURE.stopping)
    else if (words[record + J_RETRIES]! <= 0) this.#fail(record, FAILURE.stopped(reason))
    else {
      words[record + J_RETRIES]!--
      words[record + J_STATE] = JOB.queued
      jobs.pushFirst(record)
      this.#shared.doubles[S_REDELIVERED >> 1]!++
    }
  }

  /** Ends a job that is in no channel with a failure. */
  #fail(record: number, text: string): void {
    this.#messages.writeShortFailure(record, text)
    this.#shared.doubles[S_FAILED >> 1]!++
    this.#deliver(record)
  }

  #deliver(record: number): void {
    if (this.#words[record + J_HANDLER] === NOBODY) this.#free(record)
    else this.parts.deliver(record)
  }
}
