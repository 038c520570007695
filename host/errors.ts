/** Every text that the host layer raises or reports, in one place. */

/** What a job's submitter is told about a job that got no answer. */
export const FAILURE = {
  unanswered: "the worker accepted another job without answering this one",
  ended: "the worker script ended without answering this job",
  cancelled: "cancelled",
  stopping: "the program is stopping",
  stopped: (reason: string) => `the worker was stopped: ${reason}`,
} as const

/** Second result of the timed operations and of those that do not wait. */
export const TIMEOUT = "timeout"
export const FULL = "full"
export const NO_JOBS = "no active jobs"
/** Second result of client.* for a line or block beyond its limit, and for a connection that is closed. */
export const TOO_LONG = "too long"
export const CLOSED = "closed"

export const ERROR = {
  handlersOnly: (name: string) => `'${name}' is for handlers only`,
  workersOnly: (name: string) => `'${name}' is for workers only`,
  noWorkers: (name: string) => `'${name}': there are no workers (no worker script was given)`,
  noJob: "no job to answer",
  noParent: "a worker submits jobs as parts of the job it has accepted, and there is none",
  tooLarge: (size: number, limit: number) =>
    `a message of ${size} bytes does not fit (at most ${limit}; see --shared-memory)`,
  stuck: "the shared memory is full of jobs and every worker waits to submit more (see --shared-memory)",
  unsendable: (path: string, what: string) =>
    path === "" ? `cannot send a ${what}` : `cannot send ${path}: ${what}`,
} as const

/** What is said about worker scripts that come to no job. */
export const START = {
  ended: "the worker script ended without accepting a job",
  crashing: "the worker threads crash at their start: giving up",
  givenUp: (complaint: string) => `${complaint}\nthe worker script fails at its start: giving up`,
} as const

/** Why the supervisor stops a worker. */
export const STOP = {
  cancelled: "its job was cancelled",
  tooLong: (seconds: number) => `the job ran longer than ${seconds} s`,
} as const

export const noMemory = (megabytes: number): string => `cannot get ${megabytes} MB of shared memory`

/** Why a worker is gone that nobody stopped. */
export const CRASHED = "a thread crashed"
