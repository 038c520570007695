/**
 * A run with handler and workers: makes the shared memory, has the supervisor start the threads, and
 * waits for the end in the event loop. Signals: the first one lets running jobs finish, for a while; the
 * second ends the run at once.
 */
import { fileSystem } from "../interpreter/index.ts"
import type { RunConfig } from "./config.ts"
import { noMemory } from "./errors.ts"
import { Recovery } from "./ipc/recovery.ts"
import { H_JOB_LIMIT, H_POOL, H_RESULT_LIMIT, H_RETRIES, H_TIMEOUT, STDERR_LOCK } from "./memory/layout.ts"
import { Mutex } from "./memory/mutex.ts"
import { createShared, type Shared } from "./memory/shared.ts"
import { showProgress } from "./pool/progress.ts"
import { SPARE_SLOTS, Supervisor } from "./pool/supervisor.ts"

/** Records beside those of queued jobs: for results, and at hand of threads. */
const MORE_RECORDS = 16384
const MOST_RECORDS = 1 << 20
const MEGABYTE = 1 << 20
const STDERR = 2
const MOST_INTEGER = 0x7fffffff
/** Exit status of a program that a signal ends, without the signal's number. */
const BY_SIGNAL = 128
const SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const
/** Milliseconds between two looks whether a stopping run is done. */
const LOOK = 10

/** Makes the shared memory of a run. */
export function createMemory(config: RunConfig): Shared {
  const shared = createShared({
    threads: 2 + config.workers + SPARE_SLOTS,
    records: Math.min(MOST_RECORDS, config.maxJobs) + MORE_RECORDS,
    pages: Math.max(2, Math.floor(config.sharedMemory / config.sharedPage)),
    pageSize: config.sharedPage,
  })
  const { words } = shared
  words[H_JOB_LIMIT] = Math.min(MOST_INTEGER, config.maxJobs)
  words[H_RESULT_LIMIT] = Math.min(MOST_INTEGER, config.maxResults)
  words[H_RETRIES] = Math.min(MOST_INTEGER, config.jobRetries)
  words[H_TIMEOUT] = Math.min(MOST_INTEGER, Math.ceil(config.jobTimeout * 1000))
  words[H_POOL] = config.workers
  new Recovery(shared).parts.slab.format()
  return shared
}

/** Runs handler and workers; the exit status. */
export function serve(config: RunConfig): Promise<number> {
  let shared: Shared
  try {
    shared = createMemory(config)
  } catch (e) {
    if (!(e instanceof RangeError)) throw e
    fileSystem().writeSync(STDERR, `slua: ${noMemory(config.sharedMemory / MEGABYTE)}\n`)
    return Promise.resolve(1)
  }
  return new Promise((resolve) => {
    const supervisor = new Supervisor(shared, config, {
      end: resolve,
      report: (text) => reportLine(shared, `slua: ${text}\n`),
    })
    heedSignals(supervisor, config.grace, resolve)
    if (config.stats > 0) showProgress(supervisor.recovery, config.stats, (text) => reportLine(shared, text))
    supervisor.start()
  })
}

/** Writes to stderr between the lines of others, or anyway if one of those cannot finish its line. */
function reportLine(shared: Shared, text: string): void {
  const mutex = new Mutex(shared, STDERR_LOCK)
  const locked = mutex.tryLock()
  try {
    fileSystem().writeSync(STDERR, text)
  } catch {
    // Nobody reads stderr: there is no one to tell.
  } finally {
    if (locked) mutex.unlock()
  }
}

function heedSignals(supervisor: Supervisor, grace: number, end: (status: number) => void): void {
  let stopping = false
  for (const [name, number] of Object.entries(SIGNALS))
    process.on(name, () => {
      const status = BY_SIGNAL + number
      if (stopping) {
        end(status)
        return
      }
      stopping = true
      supervisor.stopJobs()
      setTimeout(() => end(status), grace * 1000)
      setInterval(() => {
        if (supervisor.isQuiet) end(status)
      }, LOOK)
    })
}
