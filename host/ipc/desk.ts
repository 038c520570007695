/**
 * A worker's desk: it takes jobs from the queue, one at a time, and delivers their answers. The job in
 * hand is noted in the thread's slot (T_JOB), where the main thread finds it when the worker dies.
 */
import type { LuaValue } from "../../interpreter/index.ts"
import { FAILURE } from "../errors.ts"
import {
  H_GENERATION,
  H_STOPPING,
  J_ACCEPTED_AT,
  J_CANCELLED,
  J_HANDLER,
  J_OWNER,
  J_STATE,
  J_SUBMITTED_AT,
  JOB,
  Q_IDLE,
  Q_RUNNING,
  S_ANSWERED,
  S_FAILED,
  S_MAX_RUN,
  S_MAX_WAIT,
  S_RUNS,
  S_WAITS,
  T_ACCEPTED,
  T_ANSWERING,
  T_IDLE,
  T_JOB,
  T_SERIAL,
} from "../memory/layout.ts"
import { ANSWER, PAYLOAD } from "./message.ts"
import { NOBODY } from "./parts.ts"
import { deadlineAfter, type Seat } from "./seat.ts"
import { countTime, now } from "./statistics.ts"
import type { Accepted, Nothing } from "./work_queue.ts"

/** Thrown by accept, past all of Lua, when the worker's script has been replaced. */
export class Outdated {}

export class Desk {
  readonly #seat: Seat
  /** Of the script that runs. */
  #generation: number

  constructor(seat: Seat) {
    this.#seat = seat
    this.#generation = this.#latestGeneration
  }

  get #latestGeneration(): number {
    // Sees a reload no later than the wake-up that follows it.
    return Atomics.load(this.#seat.words, H_GENERATION)
  }

  /** The worker begins with its script as it is now. */
  startScript(): number {
    this.#generation = this.#latestGeneration
    return this.#generation
  }

  /** The record of the job in hand; 0: none. */
  get job(): number {
    return this.#seat.words[this.#seat.slot + T_JOB]!
  }

  /** Whether the job in hand is being answered: that may wait as long as it takes. */
  get isAnswering(): boolean {
    return this.#seat.words[this.#seat.slot + T_ANSWERING] === 1
  }

  accept(timeout: number): Accepted | Nothing {
    if (this.job !== 0) this.fail(FAILURE.unanswered)
    const { mutex, words, parts, messages } = this.#seat
    const deadline = deadlineAfter(timeout)
    for (;;) {
      mutex.lock()
      parts.jobs.item.delist()
      if (this.#generation !== this.#latestGeneration) {
        this.#setIdle(0)
        mutex.unlock()
        throw new Outdated()
      }
      const record = words[H_STOPPING] === 0 ? parts.jobs.pop() : 0
      if (record !== 0) {
        this.#start(record)
        mutex.unlock()
        return { value: messages.read(record, PAYLOAD) }
      }
      this.#setIdle(1)
      parts.jobs.item.enlist()
      mutex.unlock()
      if (this.#seat.parkUntil(deadline)) continue
      mutex.lock()
      parts.jobs.item.delist()
      this.#setIdle(0)
      mutex.unlock()
      return "timeout"
    }
  }

  /** Counts this worker among those that wait for a job, or no more; the lock is held. */
  #setIdle(idle: 0 | 1): void {
    const { words, slot } = this.#seat
    words[Q_IDLE]! += idle - words[slot + T_IDLE]!
    words[slot + T_IDLE] = idle
  }

  /** Notes that this worker runs a job; the lock is held. */
  #start(record: number): void {
    const { words, doubles, slot, parts, me } = this.#seat
    words[record + J_OWNER] = me
    words[slot + T_JOB] = record
    words[record + J_STATE] = JOB.running
    words[slot + T_ACCEPTED]!++
    words[slot + T_SERIAL]!++
    words[Q_RUNNING]!++
    this.#setIdle(0)
    const at = now()
    doubles[(record + J_ACCEPTED_AT) >> 1] = at
    const waited = at - doubles[(record + J_SUBMITTED_AT) >> 1]!
    countTime(words, doubles, { histogram: S_WAITS, max: S_MAX_WAIT }, waited)
    if (parts.jobs.room.count > 0) parts.jobs.room.signal()
  }

  answer(value: LuaValue): void {
    const record = this.job
    this.#setAnswering(1)
    try {
      this.#seat.messages.write(record, ANSWER, value)
    } catch (e) {
      this.#setAnswering(0)
      throw e
    }
    this.#finish(record)
    this.#setAnswering(0)
  }

  fail(message: string): void {
    const record = this.job
    const { messages, parts } = this.#seat
    this.#setAnswering(1)
    messages.writeFailure(record, message.slice(0, parts.slab.largestMessage))
    this.#finish(record)
    this.#setAnswering(0)
  }

  #setAnswering(answering: 0 | 1): void {
    this.#seat.words[this.#seat.slot + T_ANSWERING] = answering
  }

  /** Delivers the answered job in hand. */
  #finish(record: number): void {
    const { words, mutex, me, slot, messages } = this.#seat
    mutex.lock()
    if (words[record + J_OWNER] !== me || words[record + J_STATE] !== JOB.running) {
      // The main thread has taken this worker for dead, and given the job to another.
      words[slot + T_JOB] = 0
      mutex.unlock()
      return
    }
    if (words[record + J_CANCELLED] === 1) messages.writeShortFailure(record, FAILURE.cancelled)
    words[record + J_STATE] = JOB.answered
    words[slot + T_JOB] = 0
    words[Q_RUNNING]!--
    this.#count(record)
    const handler = this.#awaitRoom(record)
    if (handler !== NOBODY) this.#seat.parts.deliver(record)
    mutex.unlock()
    if (handler !== NOBODY) this.#seat.parker.unpark(handler)
    else this.#seat.giveBack(record)
  }

  /** Counts an answered job; the lock is held. */
  #count(record: number): void {
    const { words, doubles, messages } = this.#seat
    const ran = now() - doubles[(record + J_ACCEPTED_AT) >> 1]!
    countTime(words, doubles, { histogram: S_RUNS, max: S_MAX_RUN }, ran)
    doubles[(messages.isFailure(record) ? S_FAILED : S_ANSWERED) >> 1]!++
  }

  /** Waits while the handler's channel is full, with the lock held before and after; its slot. */
  #awaitRoom(record: number): number {
    const { words, mutex, parker, parts, beforeWait } = this.#seat
    for (;;) {
      const handler = words[record + J_HANDLER]!
      if (handler === NOBODY) return NOBODY
      const results = parts.results(handler)
      if (!results.isFull) return handler
      results.room.enlist()
      mutex.unlock()
      beforeWait()
      parker.park()
      mutex.lock()
      results.room.delist()
    }
  }
}
