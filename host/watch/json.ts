/** Statistics as a line of JSON. */
import type { Seen } from "./sampler.ts"

/** All counts and times, in seconds and bytes, under the names that work.stats() has. */
export function jsonLine({ statistics, uptime, rate, connections }: Seen): string {
  const { workers, ...counts } = statistics
  const time = new Date().toISOString()
  const round = (n: number) => Number(n.toFixed(3))
  const object = { time, uptime: round(uptime), rate: round(rate), ...counts, connections }
  return `${JSON.stringify(object)}\n`
}
