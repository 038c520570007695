/** The parts of the queue in shared memory, opened by every thread that uses or repairs it. */
import {
  H_JOB_LIMIT,
  H_RESULT_LIMIT,
  J_HANDLER,
  J_PRIORITY,
  J_STATE,
  JOB,
  Q_JOBS,
  Q_RESULTS,
  QUEUE_LOCK,
  T_RESULTS,
} from "../memory/layout.ts"
import { Mutex } from "../memory/mutex.ts"
import { Parker } from "../memory/parker.ts"
import { type Shared, slotAt } from "../memory/shared.ts"
import { Slab } from "../memory/slab.ts"
import { Channel } from "./channel.ts"
import { JobTable } from "./job_table.ts"

/** J_HANDLER of a job whose result nobody wants. */
export const NOBODY = -1

export class QueueParts {
  readonly shared: Shared
  /** Guards the channels, the free records, and the states of all records. */
  readonly mutex: Mutex
  readonly parker: Parker
  readonly slab: Slab
  /** The queued jobs. */
  readonly jobs: Channel
  readonly table: JobTable
  readonly #results: (Channel | undefined)[] = []

  constructor(shared: Shared) {
    this.shared = shared
    this.mutex = new Mutex(shared, QUEUE_LOCK)
    this.parker = new Parker(shared)
    this.slab = new Slab(shared, this.parker)
    this.jobs = new Channel(shared, this.parker, Q_JOBS, H_JOB_LIMIT)
    this.table = new JobTable(shared, this.parker, this.mutex)
  }

  /** The channel of a handler's results. */
  results(slot: number): Channel {
    const at = slotAt(this.shared, slot) + T_RESULTS
    return (this.#results[slot] ??= new Channel(this.shared, this.parker, at, H_RESULT_LIMIT))
  }

  /** Puts an answered record into its handler's channel; the lock is held. */
  deliver(record: number): void {
    const { words } = this.shared
    words[record + J_PRIORITY] = 0
    words[record + J_STATE] = JOB.done
    words[Q_RESULTS]!++
    this.results(words[record + J_HANDLER]!).push(record)
  }
}
