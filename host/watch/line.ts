/** Statistics as one line of text. */
import type { Times } from "../ipc/work_queue.ts"
import type { Seen } from "./sampler.ts"

const MILLION = 1e6

/** 12 s, 3400 jobs done (1200/s), 20 queued, 2 of 2 running, … */
export function lineOf({ statistics, uptime, rate, connections }: Seen): string {
  const { answered, failed, redelivered, replaced, memory } = statistics
  const parts = [
    `${uptime.toFixed(0)} s`,
    `${answered + failed} jobs done (${rate.toFixed(0)}/s)`,
    `${statistics.backlog} queued`,
    `${statistics.running} of ${statistics.pool} running`,
    `waiting ${timesText(statistics.waiting)}`,
    `running ${timesText(statistics.busy)}`,
    memoryText(memory),
  ]
  for (const [count, what] of [
    [failed, "failed"],
    [redelivered, "redelivered"],
    [replaced, "workers replaced"],
  ] as const)
    if (count > 0) parts.push(`${count} ${what}`)
  if (connections !== undefined) parts.push(connectionsText(connections))
  return parts.join(", ")
}

export function memoryText({ used, capacity }: { used: number; capacity: number }): string {
  return `memory ${((100 * used) / capacity).toFixed(0)}% of ${(capacity / MILLION).toFixed(1)} MB`
}

export function connectionsText({
  open,
  waiting,
  accepted,
  refused,
  failed,
}: Record<string, number>): string {
  const bad = refused! + failed! > 0 ? `, ${refused} refused, ${failed} failed` : ""
  return `${open} connections (${waiting} silent), ${accepted} in all${bad}`
}

/** p50/p99/max. */
function timesText({ p50, p99, max }: Times): string {
  return [p50, p99, max].map(timeText).join("/")
}

export function timeText(seconds: number): string {
  if (seconds < 0.001) return `${(seconds * MILLION).toFixed(0)} us`
  if (seconds < 1) return `${(seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0)} ms`
  return `${seconds.toFixed(1)} s`
}
