// Runs of handler and workers inside the test process, whose shared memory can be looked at afterwards.
import { compileForThreads } from "../../host/lib/prepared_script.ts"
import { join } from "node:path"
import type { RunConfig } from "../../host/config.ts"
import { auditIdle } from "../../host/ipc/audit.ts"
import { readStatistics } from "../../host/ipc/status.ts"
import type { Statistics } from "../../host/ipc/work_queue.ts"
import { Supervisor } from "../../host/pool/supervisor.ts"
import { createMemory } from "../../host/start.ts"
import { ROOT } from "../support/paths.ts"

export interface Run {
  status: number
  reports: string[]
  /** What is wrong with the shared memory at the end. */
  complaints: string[]
  statistics: Statistics
}

const DEFAULTS = {
  entry: join(ROOT, "cli", "main.ts"),
  workers: 2,
  maxJobs: 100,
  maxResults: 0,
  sharedMemory: 1 << 20,
  sharedPage: 256,
  jobRetries: 2,
  jobTimeout: 0,
  grace: 10,
  stats: 0,
  statsJson: undefined,
  metrics: undefined,
  net: undefined,
}

/** Milliseconds, at least, that a killed worker may take to be buried. */
const BURIAL_TRIES = 5000

/** Runs Lua code as handler and worker. during: called once the threads have been started; what it returns, at the end. */
export async function runPipeline(
  handler: string,
  worker: string,
  settings: Partial<RunConfig> = {},
  during: (supervisor: Supervisor) => () => void = () => () => {},
): Promise<Run> {
  const config: RunConfig = {
    ...DEFAULTS,
    handler: { text: handler, isFile: false },
    worker: { text: worker, isFile: false },
    ...settings,
  }
  const shared = createMemory(config)
  const reports: string[] = []
  const { promise, resolve } = Promise.withResolvers<number>()
  const supervisor = new Supervisor(shared, config, {
    end: resolve,
    report: (text) => reports.push(text),
    compile: () => compileForThreads(config.worker, "worker"),
  })
  supervisor.start()
  const stop = during(supervisor)
  const status = await promise
  stop()
  // Nothing moves any more once all workers wait.
  while (supervisor.recovery.parts.jobs.item.count < config.workers && status === 0) await Bun.sleep(1)
  // A worker that was killed last may not have been buried yet, and holds what it held.
  let complaints = auditIdle(shared)
  for (let tries = 0; complaints.length > 0 && tries < BURIAL_TRIES; tries++) {
    await Bun.sleep(1)
    complaints = auditIdle(shared)
  }
  supervisor.close()
  const statistics = readStatistics(supervisor.recovery.parts)
  return { status, reports, complaints, statistics }
}
