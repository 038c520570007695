/**
 * STDIO mode: makes the shared memory, has the supervisor start the threads, and waits for the end in
 * the event loop. Signals: the first one lets running jobs finish, for a while; the second ends the run
 * at once.
 */
import type { RunConfig } from "./config.ts"
import { compileForThreads } from "./lib/prepared_script.ts"
import { showProgress } from "./pool/progress.ts"
import { Supervisor } from "./pool/supervisor.ts"
import { BY_SIGNAL, getMemory, reportLine, STOP_SIGNALS } from "./start.ts"

/** Milliseconds between two looks whether a stopping run is done. */
const LOOK = 10

/** Runs handler and workers; the exit status. */
export function serve(config: RunConfig): Promise<number> {
  const shared = getMemory(config)
  if (shared === undefined) return Promise.resolve(1)
  return new Promise((resolve) => {
    const supervisor = new Supervisor(shared, config, {
      end: resolve,
      report: (text) => reportLine(shared, `slua: ${text}\n`),
      compile: () => compileForThreads(config.worker, "worker"),
    })
    heedSignals(supervisor, config.grace, resolve)
    if (config.stats > 0) showProgress(supervisor.recovery, config.stats, (text) => reportLine(shared, text))
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
