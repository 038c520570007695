/** Checks the queue from outside, for tests: what is wrong with it when nothing moves. */
import {
  J_ANSWER,
  J_PAYLOAD,
  J_STATE,
  JOB,
  LOCKS,
  M_BLOCK,
  Q_RESULTS,
  Q_RUNNING,
  Q_STUCK_WORKERS,
} from "../memory/layout.ts"
import { Mutex } from "../memory/mutex.ts"
import type { Shared } from "../memory/shared.ts"
import { ACCOUNT } from "../memory/slab.ts"
import { QueueParts } from "./parts.ts"

/** Complaints about a queue whose jobs have all been collected. */
export function auditIdle(shared: Shared): string[] {
  const complaints: string[] = []
  const { table, slab, jobs } = new QueueParts(shared)
  const words = shared.words
  for (const lock of LOCKS) {
    const owner = new Mutex(shared, lock).owner()
    if (owner >= 0) complaints.push(`lock ${lock} is held by ${owner}`)
  }
  const cells = [...table.used()].flatMap((record) => [
    { at: record + J_PAYLOAD + M_BLOCK, account: ACCOUNT.jobs },
    { at: record + J_ANSWER + M_BLOCK, account: ACCOUNT.answers },
  ])
  const wrong = slab.audit(cells)
  if (wrong !== "") complaints.push(wrong)
  if (slab.counters().used !== 0) complaints.push(`${slab.counters().used} bytes of the slab are used`)
  for (const record of table.used()) {
    const state = words[record + J_STATE]
    if (state !== JOB.free && state !== JOB.held) complaints.push(`record ${record} has state ${state}`)
  }
  const counters = { queued: jobs.count, running: words[Q_RUNNING], results: words[Q_RESULTS] }
  for (const [name, count] of Object.entries({ ...counters, stuck: words[Q_STUCK_WORKERS] }))
    if (count !== 0) complaints.push(`${count} jobs are counted as ${name}`)
  return complaints
}
