/**
 * The line of statistics that --stats shows on stderr: every so many seconds a new one, or on a terminal
 * the same one drawn anew, and a last one when the program ends.
 */
import type { Recovery } from "../ipc/recovery.ts"
import type { Statistics, Times } from "../ipc/work_queue.ts"

/** Back to the beginning of the line, which is erased. */
const REDRAW = "\r\x1b[K"
const STDERR = 2
const MILLION = 1e6
/** The last line must come: a worker that holds the locks just then gives them back within microseconds. */
const LAST_LINE_TRIES = 200

/** connections: a part of the line about them, in TCP mode. */
export function showProgress(
  recovery: Recovery,
  seconds: number,
  write: (text: string) => void,
  connections = () => "",
): void {
  // Loaded here: a built-in module that any file imports is loaded at every start.
  const { isatty } = require("node:tty") as typeof import("node:tty")
  const [begin, end] = isatty(STDERR) ? [REDRAW, ""] : ["", "\n"]
  let before = { jobs: 0, at: performance.now() }
  const show = (finish: string, tries: number) => {
    let statistics = recovery.tryStatistics()
    for (; statistics === undefined && tries > 1; tries--) {
      Bun.sleepSync(1)
      statistics = recovery.tryStatistics()
    }
    if (statistics === undefined) return
    const now = { jobs: statistics.answered + statistics.failed, at: performance.now() }
    const rate = ((now.jobs - before.jobs) / Math.max(1, now.at - before.at)) * 1000
    before = now
    write(begin + lineOf(statistics, now.at / 1000, rate) + connections() + finish)
  }
  setInterval(() => show(end, 1), seconds * 1000).unref()
  process.on("exit", () => show("\n", LAST_LINE_TRIES))
}

/** One line: 12 s, 3400 jobs done (1200/s), 20 queued, 2 of 2 running, … */
export function lineOf(statistics: Statistics, seconds: number, rate: number): string {
  const { answered, failed, redelivered, replaced, memory } = statistics
  const parts = [
    `${seconds.toFixed(0)} s`,
    `${answered + failed} jobs done (${rate.toFixed(0)}/s)`,
    `${statistics.backlog} queued`,
    `${statistics.running} of ${statistics.pool} running`,
    `waiting ${timesText(statistics.waiting)}`,
    `running ${timesText(statistics.busy)}`,
    `memory ${((100 * memory.used) / memory.capacity).toFixed(0)}% of ${(memory.capacity / MILLION).toFixed(1)} MB`,
  ]
  for (const [count, what] of [
    [failed, "failed"],
    [redelivered, "redelivered"],
    [replaced, "workers replaced"],
  ] as const)
    if (count > 0) parts.push(`${count} ${what}`)
  return parts.join(", ")
}

/** p50/p99/max. */
function timesText({ p50, p99, max }: Times): string {
  return [p50, p99, max].map(timeText).join("/")
}

function timeText(seconds: number): string {
  if (seconds < 0.001) return `${(seconds * MILLION).toFixed(0)} us`
  if (seconds < 1) return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`
  return `${seconds.toFixed(1)} s`
}
