/** STDIO mode: a handler and workers, each in a thread of its own. */
import { isScript } from "./script_file.ts"
import { serve } from "../host/index.ts"
import type { Options } from "./options.ts"

/** The two scripts of a run with workers. */
export interface Pipeline {
  handler: string
  worker: string
}

/**
 * The handler and worker of STDIO mode; undefined in normal mode. Options name them; of two words alone,
 * the second must be a worker and not an argument: a Lua file, or code behind code.
 */
export function pipelineOf(options: Options): Pipeline | undefined {
  const [first, second, third] = options.positionals
  if (options.worker !== undefined) {
    const handler = options.handler ?? first
    return handler === undefined ? undefined : { handler, worker: options.worker }
  }
  if (options.handler !== undefined)
    return first === undefined ? undefined : { handler: options.handler, worker: first }
  if (first === undefined || second === undefined || third !== undefined) return undefined
  const isWorker = isScript(second) ? second.endsWith(".lua") : looksLikeCode(second) && !isScript(first)
  return isWorker ? { handler: first, worker: second } : undefined
}

/** No path and no plain word: something with a call, an assignment or several words in it. */
function looksLikeCode(word: string): boolean {
  return /[\s(={"']/.test(word)
}

/** Runs handler and workers; the exit status. */
export function runPipeline(options: Options, pipeline: Pipeline): Promise<number> {
  return serve({
    entry: Bun.main,
    handler: { text: pipeline.handler, isFile: isScript(pipeline.handler) },
    worker: { text: pipeline.worker, isFile: isScript(pipeline.worker) },
    workers: options.workerPool,
    maxJobs: options.maxJobs,
    maxResults: options.maxResults,
    sharedMemory: options.sharedMemory * 1024 * 1024,
    sharedPage: options.sharedPage,
    jobRetries: options.jobRetries,
    jobTimeout: options.jobTimeout,
    grace: options.grace,
    stats: options.stats,
  })
}
