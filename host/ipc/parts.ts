/** The parts of the queue in shared memory, opened by every thread that uses or repairs it. */
import { H_JOB_LIMIT, H_RESULT_LIMIT, Q_JOBS, QUEUE_LOCK, T_RESULTS } from "../memory/layout.ts"
import { Mutex } from "../memory/mutex.ts"
import { Parker } from "../memory/parker.ts"
import { type Shared, slotAt } from "../memory/shared.ts"
import { Slab } from "../memory/slab.ts"
import { Channel } from "./channel.ts"
import { JobTable } from "./job_table.ts"

export interface QueueParts {
  readonly shared: Shared
  /** Guards the channels, the free records, and the states of all records. */
  readonly mutex: Mutex
  readonly parker: Parker
  readonly slab: Slab
  /** The queued jobs. */
  readonly jobs: Channel
  readonly table: JobTable
}

export function openParts(shared: Shared): QueueParts {
  const mutex = new Mutex(shared, QUEUE_LOCK)
  const parker = new Parker(shared)
  return {
    shared,
    mutex,
    parker,
    slab: new Slab(shared, parker),
    jobs: new Channel(shared, parker, Q_JOBS, H_JOB_LIMIT),
    table: new JobTable(shared, parker, mutex),
  }
}

/** The channel of a handler's results. */
export function resultsOf(parts: QueueParts, slot: number): Channel {
  return new Channel(parts.shared, parts.parker, slotAt(parts.shared, slot) + T_RESULTS, H_RESULT_LIMIT)
}
