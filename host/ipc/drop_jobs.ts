/** Dropping all jobs of a handler that is gone, or that begins with another client. */
import { J_HANDLER, J_STATE, JOB, Q_RESULTS, T_ACTIVE } from "../memory/layout.ts"
import { slotAt } from "../memory/shared.ts"
import type { Messages } from "./message.ts"
import { NOBODY, type QueueParts } from "./parts.ts"

/** Frees the handler's queued jobs and results; nobody gets those that run. Both locks are held. */
export function dropJobs(parts: QueueParts, messages: Messages, handler: number): void {
  const { jobs, table, shared } = parts
  const { words } = shared
  const results = parts.results(handler)
  for (const record of table.used()) {
    const state = words[record + J_STATE]!
    if (state === JOB.free || state === JOB.held || state === JOB.taken) continue
    if (words[record + J_HANDLER] !== handler) continue
    // Its worker finds out when it answers.
    words[record + J_HANDLER] = NOBODY
    if (state === JOB.queued) jobs.remove(record)
    if (state === JOB.done) {
      results.remove(record)
      words[Q_RESULTS]!--
    }
    if (state !== JOB.queued && state !== JOB.done) continue
    messages.releaseHeld(record)
    table.giveHeld(record)
  }
  words[slotAt(shared, handler) + T_ACTIVE] = 0
}
