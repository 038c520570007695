/** STDIO and TCP mode: handlers and workers, each in a thread of its own. */
import { isScript } from "./script_file.ts"
import { type NetConfig, type RunConfig, serve } from "../host/index.ts"
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
  return serve({ ...settings(options), ...scripts(pipeline), net: undefined })
}

/** The handler and worker of TCP mode; undefined: there is no handler, or a word too many. */
export function serverScripts(options: Options): { handler: string; worker: string | undefined } | undefined {
  const words = [...options.positionals]
  const handler = options.handler ?? words.shift()
  const worker = options.worker ?? words.shift()
  return handler === undefined || words.length > 0 ? undefined : { handler, worker }
}

/** Runs a server; the exit status. */
export function runServer(
  options: Options,
  { handler, worker }: { handler: string; worker: string | undefined },
) {
  return serve({
    ...settings(options),
    ...scripts({ handler, worker: worker ?? "" }),
    workers: worker === undefined ? 0 : options.workerPool,
    net: netSettings(options),
  })
}

function scripts({ handler, worker }: Pipeline): Pick<RunConfig, "handler" | "worker"> {
  return {
    handler: { text: handler, isFile: isScript(handler) },
    worker: { text: worker, isFile: isScript(worker) },
  }
}

/** What STDIO and TCP mode have in common. */
function settings(options: Options): Omit<RunConfig, "handler" | "worker" | "net"> {
  return {
    entry: Bun.main,
    workers: options.workerPool,
    maxJobs: options.maxJobs,
    maxResults: options.maxResults,
    sharedMemory: options.sharedMemory * 1024 * 1024,
    sharedPage: options.sharedPage,
    jobRetries: options.jobRetries,
    jobTimeout: options.jobTimeout,
    grace: options.grace,
    stats: options.stats,
    statsJson: options.statsJson,
    metrics: options.metrics,
  }
}

function netSettings(options: Options): NetConfig {
  const { sslCert, sslKey, sslPassphraseFile, proxyProtocol } = options
  return {
    port: options.port ?? 0,
    addresses: options.bind,
    backlog: options.backlog,
    unixMode: options.unixMode,
    handlers: Math.min(options.handlerPool, options.maxConnections),
    user: options.setuid,
    tls:
      sslCert === undefined || sslKey === undefined
        ? undefined
        : { cert: sslCert, key: sslKey, passphraseFile: sslPassphraseFile },
    idleTimeout: options.idleTimeout,
    busyIdle: options.busyIdle,
    readTimeout: options.readTimeout,
    writeTimeout: options.writeTimeout,
    handshakeTimeout: options.handshakeTimeout,
    maxLine: options.maxLine,
    maxRead: options.maxRead * 1024 * 1024,
    maxConnections: options.maxConnections,
    maxPerIp: options.maxPerIp,
    accessLog: options.accessLog,
    pidFile: options.pidFile,
    proxies: proxyProtocol ? options.trust : undefined,
  }
}
