/** What STDIO and TCP mode begin with: the shared memory, and a way to report between the lines of others. */
import { writeSync } from "node:fs"
import type { RunConfig } from "./config.ts"
import { noMemory } from "./errors.ts"
import { Recovery } from "./ipc/recovery.ts"
import { H_JOB_LIMIT, H_POOL, H_RESULT_LIMIT, H_RETRIES, H_TIMEOUT, STDERR_LOCK } from "./memory/layout.ts"
import { Mutex } from "./memory/mutex.ts"
import { createShared, type Shared } from "./memory/shared.ts"
import { takeDrawn, WIPE } from "./watch/screen.ts"
import { handlerSlots, SPARE_SLOTS } from "./pool/supervisor.ts"

/** Records beside those of queued jobs: for results, and at hand of threads. */
const MORE_RECORDS = 16384
const MOST_RECORDS = 1 << 20
const MEGABYTE = 1 << 20
const STDERR = 2
const MOST_INTEGER = 0x7fffffff
/** Exit status of a program that a signal ends, without the signal's number. */
export const BY_SIGNAL = 128
export const STOP_SIGNALS = { SIGINT: 2, SIGTERM: 15 } as const

/** Makes the shared memory of a run. */
export function createMemory(config: RunConfig): Shared {
  const shared = createShared({
    threads: 1 + handlerSlots(config) + config.workers + SPARE_SLOTS,
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

/** The shared memory, or undefined after a word on stderr. */
export function getMemory(config: RunConfig): Shared | undefined {
  try {
    return createMemory(config)
  } catch (e) {
    if (!(e instanceof RangeError)) throw e
    writeSync(STDERR, `slua: ${noMemory(config.sharedMemory / MEGABYTE)}\n`)
    return undefined
  }
}

/** Writes to stderr between the lines of others, or anyway if one of those cannot finish its line. */
export function reportLine(shared: Shared, text: string): void {
  const mutex = new Mutex(shared, STDERR_LOCK)
  const locked = mutex.tryLock()
  try {
    writeSync(STDERR, takeDrawn(shared) ? WIPE + text : text)
  } catch {
    // Nobody reads stderr: there is no one to tell.
  } finally {
    if (locked) mutex.unlock()
  }
}
