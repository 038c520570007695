/** Statistics as a picture of some lines, for a terminal. */
import type { Histogram } from "../ipc/statistics.ts"
import type { Times } from "../ipc/work_queue.ts"
import { connectionsText, memoryText, timeText } from "./line.ts"
import type { Seen } from "./sampler.ts"

/** Rates that are shown, the latest at the right. */
const MOST_RATES = 30
const BAR = 20

/** Heights of a bar, from nothing; where there are no block elements, characters that look like more and more. */
const BLOCKS = [..." ▁▂▃▄▅▆▇█"]
const LETTERS = [..." .:-=+*#@"]

/** Bars in a row, the highest of full height. Something is never shown as nothing. */
function bars(values: number[], heights: string[]): string {
  const most = Math.max(...values)
  const top = heights.length - 1
  return values
    .map((value) => heights[value === 0 ? 0 : Math.max(1, Math.round((value / most) * top))])
    .join("")
}

/** A row that is filled to a part. */
function gauge(part: number, heights: string[]): string {
  const full = Math.round(Math.min(1, part) * BAR)
  return `[${heights.at(-1)!.repeat(full)}${" ".repeat(BAR - full)}]`
}

const grouped = (count: number) => count.toLocaleString("en-US", { maximumFractionDigits: 0 })

/** Times, with a histogram between the shortest and the longest. */
function timesLine(name: string, { p50, p99, max }: Times, { bounds, counts }: Histogram, heights: string[]) {
  const text = `${name.padEnd(9)}p50 ${timeText(p50)}  p99 ${timeText(p99)}  max ${timeText(max)}`
  const first = counts.findIndex((count) => count > 0)
  if (first < 0) return text
  const last = counts.findLastIndex((count) => count > 0)
  const from = first === 0 ? "0" : timeText(bounds[first - 1]!)
  const to = last < bounds.length ? timeText(bounds[last]!) : "more"
  return `${text.padEnd(50)}${from} ${bars(counts.slice(first, last + 1), heights)} ${to}`
}

export interface ViewSettings {
  /** Whether the terminal shows block elements. */
  isUnicode: boolean
  jobLimit: number
}

export class View {
  readonly #settings: ViewSettings
  #rates: number[] = []

  constructor(settings: ViewSettings) {
    this.#settings = settings
  }

  /** The lines of the next picture. */
  lines(seen: Seen): string[] {
    const { statistics, rate, uptime, waits, runs, connections } = seen
    const heights = this.#settings.isUnicode ? BLOCKS : LETTERS
    this.#rates = [...this.#rates, Math.round(rate)].slice(-MOST_RATES)
    const { answered, failed, redelivered, replaced, cancelled, backlog, running, pool, memory } = statistics
    const rates = bars(this.#rates, heights)
    const extras = [
      [failed, "failed"],
      [cancelled, "cancelled"],
      [redelivered, "redelivered"],
    ] as const
    const bad = extras.map(([count, what]) => (count > 0 ? `, ${grouped(count)} ${what}` : "")).join("")
    const workers = `workers  ${gauge(running / pool, heights)} ${running} of ${pool} running`
    const lines = [
      `jobs     ${grouped(answered + failed)} done in ${uptime.toFixed(0)} s${bad}`,
      `rate     ${grouped(rate)}/s  ${rates}`,
      `queue    ${gauge(backlog / this.#settings.jobLimit, heights)} ${backlog} of ${this.#settings.jobLimit} queued`,
      replaced > 0 ? `${workers}, ${replaced} replaced` : workers,
      timesLine("waiting", statistics.waiting, waits, heights),
      timesLine("running", statistics.busy, runs, heights),
      `memory   ${gauge(memory.used / memory.capacity, heights)} ${memoryText(memory).slice("memory ".length)}`,
    ]
    if (connections !== undefined) lines.push(`clients  ${connectionsText(connections)}`)
    return lines
  }
}
