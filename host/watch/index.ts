/**
 * Whoever watches a run: a view for a person (--stats), lines of JSON for programs (--stats-json), and an endpoint
 * for Prometheus (--metrics). All of them look from the main thread's event loop, now and then.
 */
import { openSync, writeSync } from "node:fs"
import { version } from "../../package.json"
import { isRefusal, isTerminal, refusalText } from "../../interpreter/index.ts"
import type { RunConfig } from "../config.ts"
import { H_JOB_LIMIT } from "../memory/layout.ts"
import type { Shared } from "../memory/shared.ts"
import { jsonLine } from "./json.ts"
import { lineOf } from "./line.ts"
import { metricsText } from "./metrics.ts"
import { type Endpoint, openEndpoint } from "./endpoint.ts"
import { Sampler, type Seen, type Source } from "./sampler.ts"
import { drawBelow } from "./screen.ts"
import { View } from "./view.ts"

const STDERR = 2
const USUAL_PAUSE = 1
/** The last look must succeed. */
const MOST_TRIES = 200

/** What could not be opened; the message is for the user. */
export class WatchError extends Error {}

/** What is opened before the run, and before privileges are given up. */
export interface Watch {
  /** Descriptor for lines of JSON. */
  json: number | undefined
  endpoint: Endpoint | undefined
}

/** Opens file and endpoint; raises a WatchError. */
export function openWatch({ statsJson, metrics }: RunConfig): Watch {
  return {
    json: statsJson === undefined ? undefined : openLog(statsJson),
    endpoint: metrics === undefined ? undefined : openMetrics(metrics),
  }
}

function openLog(path: string): number {
  if (path === "-") return STDERR
  try {
    return openSync(path, "a", 0o644)
  } catch (e) {
    if (!isRefusal(e)) throw e
    throw new WatchError(`cannot write '${path}': ${refusalText(e)}`)
  }
}

function openMetrics(address: string): Endpoint {
  try {
    return openEndpoint(address)
  } catch (e) {
    throw new WatchError((e as Error).message)
  }
}

/** write: to stderr, between the lines of others */
export function startWatch(
  { json, endpoint }: Watch,
  {
    source,
    shared,
    config,
    write,
  }: { source: Source; shared: Shared; config: RunConfig; write: (text: string) => void },
): void {
  const pause = config.stats || USUAL_PAUSE
  if (config.stats > 0) repeat(pause, new Sampler(source), viewer(shared, write))
  if (json !== undefined)
    repeat(pause, new Sampler(source), (seen) => {
      if (json === STDERR) write(jsonLine(seen))
      else writeAnyway(json, jsonLine(seen))
    })
  if (endpoint === undefined) return
  const sampler = new Sampler(source)
  endpoint.text = () => {
    const seen = sampler.take(MOST_TRIES)
    return seen === undefined ? undefined : metricsText(seen, version)
  }
  write(`slua: metrics at ${endpoint.url}\n`)
}

/** A full disk or a lost terminal is no reason to end the run. */
function writeAnyway(fd: number, text: string): void {
  try {
    writeSync(fd, text)
  } catch (e) {
    if (!isRefusal(e)) throw e
  }
}

/** Shows samples now and then, and a last one at the end. */
function repeat(seconds: number, sampler: Sampler, show: (seen: Seen, isLast: boolean) => void): void {
  const look = (isLast: boolean) => {
    const seen = sampler.take(isLast ? MOST_TRIES : 1)
    if (seen !== undefined) show(seen, isLast)
  }
  setInterval(() => look(false), seconds * 1000).unref()
  process.on("exit", () => look(true))
}

/** On a terminal a picture, drawn anew each time; otherwise a line. The last one is a line in any case. */
function viewer(shared: Shared, write: (text: string) => void): (seen: Seen, isLast: boolean) => void {
  const { LC_ALL, LC_CTYPE, LANG, TERM } = process.env
  if (!isTerminal(STDERR) || TERM === "dumb") return (seen) => write(`${lineOf(seen)}\n`)
  const isUnicode = /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || "")
  const view = new View({ isUnicode, jobLimit: shared.words[H_JOB_LIMIT]! })
  return (seen, isLast) => {
    if (isLast) write(`${lineOf(seen)}\n`)
    else drawBelow(shared, view.lines(seen), (text) => writeAnyway(STDERR, text))
  }
}
