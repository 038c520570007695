/**
 * The interface between work.* and whatever carries jobs and results. The queue in shared memory is its
 * first implementation; a broker on the network can be a second one.
 */
import type { LuaValue } from "../../interpreter/index.ts"

export interface SubmitOptions {
  /** Jobs of a higher one are accepted first. */
  priority?: number
  /** Seconds the job may run, instead of --job-timeout. */
  timeout?: number
  /** Instead of --job-retries. */
  retries?: number
}

export interface Result {
  id: number
  /** The value is a message that tells why there is no answer. */
  failed: boolean
  value: LuaValue
}

export interface Accepted {
  value: LuaValue
}

export interface Times {
  p50: number
  p99: number
  max: number
}

export interface WorkerStatus {
  /** Number of the worker, from 1. */
  worker: number
  state: "idle" | "running"
  /** Jobs accepted. */
  jobs: number
  /** How long the running one has been running. */
  seconds: number
}

/** All times in seconds, all sizes in bytes. */
export interface Statistics {
  submitted: number
  answered: number
  failed: number
  redelivered: number
  cancelled: number
  replaced: number
  backlog: number
  running: number
  idle: number
  pool: number
  waiting: Times
  busy: Times
  workers: WorkerStatus[]
  memory: { capacity: number; used: number; peak: number; largest: number }
}

/** What a wait found instead: nothing came in time; nothing can come. */
export type Nothing = "timeout" | "none"

export interface WorkQueue {
  /** Queues a job and returns its number; waits while the queue is full. May raise a SendError. */
  submit(value: LuaValue, options: SubmitOptions): number
  /** The same without waiting; undefined when the queue is full. */
  trySubmit(value: LuaValue, options: SubmitOptions): number | undefined
  /** Takes the next job in hand. timeout: milliseconds. */
  accept(timeout: number): Accepted | Nothing
  /** Whether an accepted job is in hand. */
  readonly hasJob: boolean
  /** Answers the job in hand. May raise a SendError. */
  answer(value: LuaValue): void
  /** Ends the job in hand without an answer. */
  fail(message: string): void
  /** Takes the next result of this handler's jobs. timeout: milliseconds. */
  collect(timeout: number): Result | Nothing
  /** Cancels a job that has not been answered; its result tells. false: there is none. */
  cancel(id: number): boolean
  /** Jobs of this handler whose results have not been collected. */
  active(): number
  backlog(): number
  idle(): number
  pool(): number
  statistics(): Statistics
}

/** A value that cannot be sent; the message says why. */
export class SendError {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}
