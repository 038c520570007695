/** What work.stats() and --stats tell, read from the shared memory. The caller holds both locks. */
import {
  H_POOL,
  J_ACCEPTED_AT,
  Q_IDLE,
  Q_RUNNING,
  S_ANSWERED,
  S_CANCELLED,
  S_FAILED,
  S_MAX_RUN,
  S_MAX_WAIT,
  S_REDELIVERED,
  S_REPLACED,
  S_RUNS,
  S_SUBMITTED,
  S_WAITS,
  T_JOB,
  T_KIND,
  T_SERIAL,
  T_STATE,
  THREAD_KIND,
  THREAD_STATE,
} from "../memory/layout.ts"
import { type Shared, slotAt } from "../memory/shared.ts"
import type { QueueParts } from "./parts.ts"
import { type Histogram, now, percentile, readHistogram } from "./statistics.ts"
import type { Statistics, Times, WorkerStatus } from "./work_queue.ts"

export function readStatistics(parts: QueueParts): Statistics {
  const { shared, jobs, slab } = parts
  const { words, doubles } = shared
  const memory = slab.counters()
  return {
    submitted: doubles[S_SUBMITTED >> 1]!,
    answered: doubles[S_ANSWERED >> 1]!,
    failed: doubles[S_FAILED >> 1]!,
    redelivered: doubles[S_REDELIVERED >> 1]!,
    cancelled: doubles[S_CANCELLED >> 1]!,
    replaced: doubles[S_REPLACED >> 1]!,
    backlog: jobs.count,
    running: words[Q_RUNNING]!,
    idle: words[Q_IDLE]!,
    pool: words[H_POOL]!,
    waiting: times(shared, S_WAITS, S_MAX_WAIT),
    busy: times(shared, S_RUNS, S_MAX_RUN),
    workers: workers(shared),
    memory: {
      capacity: memory.capacity,
      used: memory.used,
      peak: memory.peak,
      largest: memory.largestRun,
    },
  }
}

/** What watches a run sees at a moment. */
export interface Sample {
  statistics: Statistics
  /** How long jobs waited, and how long they ran. */
  waits: Histogram
  runs: Histogram
}

export function readSample(parts: QueueParts): Sample {
  const { words } = parts.shared
  const statistics = readStatistics(parts)
  return { statistics, waits: readHistogram(words, S_WAITS), runs: readHistogram(words, S_RUNS) }
}

function times(shared: Shared, histogram: number, max: number): Times {
  const longest = shared.doubles[max >> 1]!
  const at = (part: number) => Math.min(percentile(shared.words, histogram, part), longest) / 1000
  return { p50: at(0.5), p99: at(0.99), max: longest / 1000 }
}

function workers(shared: Shared): WorkerStatus[] {
  const list: WorkerStatus[] = []
  for (let slot = 0; slot < shared.layout.threads; slot++) {
    const at = slotAt(shared, slot)
    if (shared.words[at + T_KIND] !== THREAD_KIND.worker) continue
    if (shared.words[at + T_STATE] !== THREAD_STATE.live) continue
    const record = shared.words[at + T_JOB]!
    list.push({
      worker: list.length + 1,
      state: record === 0 ? "idle" : "running",
      jobs: shared.words[at + T_SERIAL]! >>> 0,
      seconds: record === 0 ? 0 : (now() - shared.doubles[(record + J_ACCEPTED_AT) >> 1]!) / 1000,
    })
  }
  return list
}
