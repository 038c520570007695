/**
 * STDIO mode: makes the shared memory, has the supervisor start the threads, and waits for the end in
 * the event loop. Signals: the first one lets running jobs finish, for a while; the second ends the run
 * at once.
 */
import { writeSync } from "node:fs"
import type { RunConfig } from "./config.ts"
import { compileForThreads } from "./lib/prepared_script.ts"
import { Supervisor } from "./pool/supervisor.ts"
import { BY_SIGNAL, getMemory, reportLine, STOP_SIGNALS } from "./start.ts"
import { openWatch, startWatch, type Watch, WatchError } from "./watch/index.ts"

/** Milliseconds between two looks whether a stopping run is done. */
const LOOK = 10
const STDERR = 2

/** Runs handler and workers; the exit status. */
export function serve(config: RunConfig): Promise<number> {
  let watch: Watch
  try {
    watch = openWatch(config)
  } catch (e) {
    if (!(e instanceof WatchError)) throw e
    writeSync(STDERR, `slua: ${e.message}\n`)
    return Promise.resolve(1)
  }
  const shared = getMemory(config)
  if (shared === undefined) return Promise.resolve(1)
  return new Promise((resolve) => {
    const supervisor = new Supervisor(shared, config, {
      end: resolve,
      report: (text) => reportLine(shared, `slua: ${text}\n`),
      compile: () => compileForThreads(config.worker, "worker"),
    })
    heedSignals(supervisor, config.grace, resolve)
    const write = (text: string) => reportLine(shared, text)
    startWatch(watch, { source: supervisor.recovery, shared, config, write })
    supervisor.start()
  })
}

function heedSignals(supervisor: Supervisor, grace: number, end: (status: number) => void): void {
  let stopping = false
  for (const [name, number] of Object.entries(STOP_SIGNALS))
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
