/** The work queue of a program without workers: empty, and nothing can be submitted. */
import type { WorkQueue } from "../ipc/work_queue.ts"

function refuse(): never {
  throw new Error("there are no workers")
}

export const NO_QUEUE: WorkQueue = {
  submit: refuse,
  trySubmit: refuse,
  accept: refuse,
  hasJob: false,
  answer: refuse,
  fail: refuse,
  collect: refuse,
  cancel: refuse,
  active: () => 0,
  backlog: () => 0,
  idle: () => 0,
  pool: () => 0,
  statistics: refuse,
}
